// SPDX-License-Identifier: Apache-2.0
/**
 * A table and its twin, kept alike by writers that write to both: what osc makes of the one is then compared with what
 * the server makes of the other. For {@code osc demo} and for the tests; {@link dev.osc.demo.twins.TwinDialect} is all
 * that differs between products.
 */
@NullMarked
package dev.osc.demo.twins;

import org.jspecify.annotations.NullMarked;
