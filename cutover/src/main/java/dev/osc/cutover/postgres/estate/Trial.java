// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

/**
 * A statement of the swap that the new definition may not bear: it can be tried beforehand, on doubles of the tables it names.
 *
 * @param kind of the object that it makes again
 * @param name of that
 */
public record Trial(String kind, String name, String sql) {}
