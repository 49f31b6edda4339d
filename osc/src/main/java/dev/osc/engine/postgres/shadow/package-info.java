// SPDX-License-Identifier: Apache-2.0
/**
 * The empty shadow. It is made in a scratch schema under the source's own name and with the source's own names of indexes
 * and constraints, so that every name in the user's ALTER means what it means to the user, and the names that the server
 * makes up are those it would have made up; there it is altered, and looked at. Only then it gets its companion's names
 * and moves beside the source.
 */
@NullMarked
package dev.osc.engine.postgres.shadow;

import org.jspecify.annotations.NullMarked;
