// SPDX-License-Identifier: Apache-2.0
/**
 * Whole changes on real servers, under writers, losses and interference. What osc made of a table is held against a
 * twin that got the same writes and that the server altered itself. The seed of a random test is printed and can be
 * given back as {@code -Dosc.seed=}.
 */
@NullMarked
package dev.osc.it.run;

import org.jspecify.annotations.NullMarked;
