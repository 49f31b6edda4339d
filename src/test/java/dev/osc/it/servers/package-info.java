// SPDX-License-Identifier: Apache-2.0
/**
 * Real servers for tests: started when the first test asks, shared by the tests of a JVM, ended with it. Each test
 * gets a schema of its own. Which servers: the system property {@code osc.servers}, names as {@code bin/server} knows
 * them, with commas between.
 */
@NullMarked
package dev.osc.it.servers;

import org.jspecify.annotations.NullMarked;
