// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.replication.postgres;

import dev.osc.it.architecture.broken.replication.mysql.Lends;

/** One engine made of another's parts. */
public record Borrows(Lends part) {}
