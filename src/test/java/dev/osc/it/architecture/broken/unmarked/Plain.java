// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.unmarked;

/** Its package has no package-info. */
record Plain(String word) {}
