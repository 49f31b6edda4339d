// SPDX-License-Identifier: Apache-2.0
/**
 * What an engine is: a record of parts that the rest of osc uses without asking which engine it is. {@link
 * dev.osc.engine.Engines} holds the only branch on the product.
 */
@NullMarked
package dev.osc.engine;

import org.jspecify.annotations.NullMarked;
