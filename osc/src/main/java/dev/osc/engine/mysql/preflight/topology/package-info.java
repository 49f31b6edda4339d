// SPDX-License-Identifier: Apache-2.0
/** Checks of what the server is part of: a replica, a group, a cluster, somebody's cloud. */
@NullMarked
package dev.osc.engine.mysql.preflight.topology;

import org.jspecify.annotations.NullMarked;
