// SPDX-License-Identifier: Apache-2.0
/**
 * What osc protects and from whom, on real servers: little privileges, lines that somebody sits on, names and texts that are
 * SQL, secrets, files. docs/security.md says which test shows what.
 */
@NullMarked
package dev.osc.it.security;

import org.jspecify.annotations.NullMarked;
