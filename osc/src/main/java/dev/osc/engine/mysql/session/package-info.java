// SPDX-License-Identifier: Apache-2.0
/** Sessions with a MySQL server: how each kind is set up, pooled, refused and ended. */
@NullMarked
package dev.osc.engine.mysql.session;

import org.jspecify.annotations.NullMarked;
