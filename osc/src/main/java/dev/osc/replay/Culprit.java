// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.schema.KeyTuple;
import java.sql.SQLException;

/** The row that a statement failed on, and how it fails alone. */
public record Culprit(KeyTuple key, SQLException failure) {}
