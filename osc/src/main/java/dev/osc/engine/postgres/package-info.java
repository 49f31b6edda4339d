// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL's parts of an engine, put together for the server that answered. */
@NullMarked
package dev.osc.engine.postgres;

import org.jspecify.annotations.NullMarked;
