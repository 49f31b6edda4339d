// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.replication.mysql;

/** A part of one engine that others must not use. */
public record Lends(String part) {}
