// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.settings;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A server that takes no writes, for anybody or for most. A run that is gone on with may have come to a replica that is about to
 * be promoted, and waits for it.
 */
public final class ReadOnlyCheck implements Check {

    /** What a promotion lifts. */
    private static final Set<String> PROMOTED = Set.of("super_read_only", "read_only");

    @Override
    public String name() {
        return "read-only";
    }

    @Override
    public List<Finding> look(Facts facts) {
        return Stream.of("innodb_read_only", "super_read_only", "transaction_read_only", "tx_read_only", "read_only")
                .filter(facts.variables()::on)
                .limit(1)
                .map(setting -> finding(setting, facts).about(setting, "ON"))
                .toList();
    }

    private static Finding finding(String setting, Facts facts) {
        String user = facts.server().account().name();
        if (setting.equals("read_only") && facts.server().account().grants().powerful()) {
            return Finding.warns(
                    "the server is read_only, which stops everybody but users like " + user,
                    "make sure that this is the server whose table you mean to change");
        }
        if (facts.resuming() && PROMOTED.contains(setting)) {
            return Finding.warns(
                    "the server takes no writes (" + setting
                            + " is ON): the run tries for a while, and waits for that to change",
                    "promote the server, or stop osc and go on with the run on the one that takes writes");
        }
        return Finding.blocks(
                ExitCode.SERVER_SETTING,
                "the server takes no writes (" + setting + " is ON)",
                "run osc against the server that takes writes, or switch " + setting + " off if this is the one");
    }
}
