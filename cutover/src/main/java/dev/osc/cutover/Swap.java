// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import dev.osc.schema.TableName;
import java.time.Duration;

/**
 * What is to be swapped: {@code source → retired} and {@code shadow → source}, in one step.
 *
 * @param lockTimeout how long a lock of the swap may wait, and how long writers may be blocked in all
 */
public record Swap(TableName source, TableName shadow, TableName retired, Duration lockTimeout) {}
