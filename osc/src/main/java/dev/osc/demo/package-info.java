// SPDX-License-Identifier: Apache-2.0
/**
 * Real database servers on this machine, for {@code osc demo} and for the tests: unpacked in a cache, started on a
 * free port of 127.0.0.1, ended with the JVM. Nothing here is for a server that somebody uses.
 */
@NullMarked
package dev.osc.demo;

import org.jspecify.annotations.NullMarked;
