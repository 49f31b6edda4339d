// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.config.ForeignKeys;
import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.ServerWords;
import dev.osc.engine.mysql.preflight.log.CommitOrderCheck;
import dev.osc.engine.mysql.preflight.log.FilterCheck;
import dev.osc.engine.mysql.preflight.log.FormatCheck;
import dev.osc.engine.mysql.preflight.log.LogCheck;
import dev.osc.engine.mysql.preflight.log.RetentionCheck;
import dev.osc.engine.mysql.preflight.log.RowImageCheck;
import dev.osc.engine.mysql.preflight.log.RowValueOptionsCheck;
import dev.osc.engine.mysql.preflight.settings.AutocommitCheck;
import dev.osc.engine.mysql.preflight.settings.InitConnectCheck;
import dev.osc.engine.mysql.preflight.settings.NameCaseCheck;
import dev.osc.engine.mysql.preflight.settings.PacketCheck;
import dev.osc.engine.mysql.preflight.settings.ReadOnlyCheck;
import dev.osc.engine.mysql.preflight.settings.SqlModeCheck;
import dev.osc.engine.mysql.preflight.topology.GaleraCheck;
import dev.osc.engine.mysql.preflight.topology.GroupCheck;
import dev.osc.engine.mysql.preflight.topology.HostedCheck;
import dev.osc.engine.mysql.preflight.topology.ReplicaCheck;
import dev.osc.engine.mysql.preflight.topology.ReplicaFilterCheck;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.stream.Stream;

/** All checks, in the order in which their findings are told: the first that blocks gives the exit code. */
public final class Preflight {

    private static final List<Check> BEFORE_KEYS = List.of(
            new LogCheck(),
            new FormatCheck(),
            new RowImageCheck(),
            new RowValueOptionsCheck(),
            new FilterCheck(),
            new RetentionCheck(),
            new CommitOrderCheck(),
            new ReadOnlyCheck(),
            new ReplicaCheck(),
            new ReplicaFilterCheck(),
            new GaleraCheck(),
            new GroupCheck(),
            new HostedCheck(),
            new InitConnectCheck(),
            new AutocommitCheck(),
            new SqlModeCheck(),
            new NameCaseCheck(),
            new PacketCheck(),
            new EngineCheck());

    private static final List<Check> AFTER_KEYS =
            List.of(new TriggerCheck(), new TransactionCheck(), new SizeCheck(), new DiskCheck(), new NameCheck());

    private final List<Check> checks;

    /**
     * @param keys what is to become of foreign keys
     * @param children whether those of other tables can be pointed to the new one
     */
    public Preflight(ServerWords words, ForeignKeys keys, boolean children) {
        this.checks = Stream.of(
                        List.of(new PrivilegeCheck(words.onServer())),
                        BEFORE_KEYS,
                        List.of(new ForeignKeyCheck(keys, children, words.keysTakeReferences())),
                        AFTER_KEYS)
                .<Check>flatMap(List::stream)
                .toList();
    }

    /** What checks there are, by name. */
    public List<String> names() {
        return checks.stream().map(Check::name).toList();
    }

    /** Never stops at the first. What the user may not see blocks, also where no privilege seems to be missing. */
    public List<Finding> look(Facts facts) {
        List<Finding> findings = checks.stream()
                .flatMap(check -> Finding.by(check.name(), check.look(facts)).stream())
                .toList();
        boolean explained = findings.stream().anyMatch(found -> found.code() == ExitCode.MISSING_PRIVILEGE);
        if (explained || facts.unseen().isEmpty()) {
            return findings;
        }
        Finding unseen = Finding.blocks(
                        ExitCode.MISSING_PRIVILEGE,
                        "for " + facts.table().name() + " this can't be looked at: "
                                + String.join("; ", facts.unseen()),
                        "grant what docs/privileges.md lists to "
                                + facts.server().account().name())
                .by("privileges");
        return Stream.concat(Stream.of(unseen), findings.stream()).toList();
    }
}
