// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyRange;

/**
 * One range to copy in one transaction. A chunk that failed stays in flight and is sent again as it is; one whose outcome is
 * unknown is looked up first (I10).
 *
 * @param index 0, 1, 2… from low to high; ranges of neighbours touch
 * @param redo the shadow may hold rows of this range from before a resume: clear it in the copy's own transaction
 */
public record Chunk(int index, KeyRange range, boolean redo) {}
