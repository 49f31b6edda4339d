// SPDX-License-Identifier: Apache-2.0
/**
 * MariaDB, 10.6 and newer: MySQL's parts, with {@link dev.osc.engine.mysql.Traits} of its own. docs/mariadb.md says what it does
 * otherwise.
 */
@NullMarked
package dev.osc.engine.mariadb;

import org.jspecify.annotations.NullMarked;
