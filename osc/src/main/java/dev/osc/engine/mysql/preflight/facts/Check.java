// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import dev.osc.plan.Finding;
import java.util.List;

/** One thing that may speak against a change. Asks nothing: it judges what was asked for all of them. */
public interface Check {

    /** A name that does not change: programs go by it, and docs/preflight.md has a line for it. */
    String name();

    /** Nothing when all is well. */
    List<Finding> look(Facts facts);
}
