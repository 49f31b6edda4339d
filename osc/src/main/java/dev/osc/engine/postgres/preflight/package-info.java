// SPDX-License-Identifier: Apache-2.0
/** What speaks against changing a table on this server, each with the next step; one check per file. */
@NullMarked
package dev.osc.engine.postgres.preflight;

import org.jspecify.annotations.NullMarked;
