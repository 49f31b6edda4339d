// SPDX-License-Identifier: Apache-2.0
/** MySQL's catalogue, names and key values in SQL; MariaDB's where it does not differ. */
@NullMarked
package dev.osc.schema.mysql;

import org.jspecify.annotations.NullMarked;
