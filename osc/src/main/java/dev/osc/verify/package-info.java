// SPDX-License-Identifier: Apache-2.0
/**
 * The proof that two tables hold the same (docs/verify.md): ranges that cover every key are compared by the server, one
 * statement and so one snapshot each; rows that differ are looked at again until they agree or are known to be defects. It
 * believes nothing of the copy. The statements are the engine's.
 */
@NullMarked
package dev.osc.verify;

import org.jspecify.annotations.NullMarked;
