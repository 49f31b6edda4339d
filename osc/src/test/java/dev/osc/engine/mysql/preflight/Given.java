// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Account;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.ForeignKey;
import dev.osc.engine.mysql.preflight.facts.Grants;
import dev.osc.engine.mysql.preflight.facts.LogFilters;
import dev.osc.engine.mysql.preflight.facts.OpenTransaction;
import dev.osc.engine.mysql.preflight.facts.OpenTransaction.Touch;
import dev.osc.engine.mysql.preflight.facts.ServerState;
import dev.osc.engine.mysql.preflight.facts.TableState;
import dev.osc.engine.mysql.preflight.facts.TableState.Companion;
import dev.osc.engine.mysql.preflight.facts.TableState.Role;
import dev.osc.engine.mysql.preflight.facts.Upstream;
import dev.osc.engine.mysql.preflight.facts.Variables;
import dev.osc.plan.TableText;
import dev.osc.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Facts for tests: a server with nothing to say against a change of shop.orders, but for what a test gives. */
final class Given {

    private final Map<String, String> variables = new TreeMap<>(Map.of(
            "log_bin", "ON",
            "binlog_format", "ROW",
            "binlog_row_image", "FULL",
            "binlog_order_commits", "ON",
            "binlog_expire_logs_seconds", "2592000",
            "gtid_mode", "ON",
            "sql_mode", "STRICT_TRANS_TABLES",
            "max_allowed_packet", "67108864",
            "datadir", "/srv/mysql/",
            "basedir", "/usr/"));
    private final List<String> unseen = new ArrayList<>();
    private final List<Upstream> upstreams = new ArrayList<>();
    private final List<OpenTransaction> transactions = new ArrayList<>();
    private final List<Companion> companions = new ArrayList<>();
    private List<String> grants = List.of("GRANT ALL PRIVILEGES ON *.* TO 'osc'@'%'");
    private LogFilters filters = LogFilters.NONE;
    private String member = "";
    private OptionalLong disk = OptionalLong.of(1 << 20);
    private String table = "id bigint | primary id";
    private String engine = "InnoDB";
    private long rows = 1_000;
    private long data = 1 << 20;
    private List<String> triggers = List.of();
    private List<ForeignKey> foreignKeys = List.of();
    private boolean resuming;

    static Given sound() {
        return new Given();
    }

    Given with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** A server that does not know them. */
    Given without(String... names) {
        List.of(names).forEach(variables::remove);
        return this;
    }

    Given granted(String... lines) {
        grants = List.of(lines);
        return this;
    }

    Given logging(List<String> only, List<String> without) {
        filters = new LogFilters(only, without);
        return this;
    }

    Given replicaOf(String host, boolean applying, Map<String, String> filtered) {
        upstreams.add(new Upstream(host, applying, filtered));
        return this;
    }

    Given member(String state) {
        member = state;
        return this;
    }

    Given freeDisk(OptionalLong mebibytes) {
        disk = mebibytes;
        return this;
    }

    Given table(String text) {
        table = text;
        return this;
    }

    Given engine(String name) {
        engine = name;
        return this;
    }

    Given size(long givenRows, long bytes) {
        rows = givenRows;
        data = bytes;
        return this;
    }

    Given triggers(String... names) {
        triggers = List.of(names);
        return this;
    }

    Given foreignKeys(ForeignKey... keys) {
        foreignKeys = List.of(keys);
        return this;
    }

    Given open(long session, boolean wrote, Touch touch) {
        transactions.add(new OpenTransaction(session, "app", "10.0.0.7", Duration.ofMinutes(5), wrote, "", touch));
        return this;
    }

    Given there(Role role, String comment) {
        companions.add(new Companion(role, comment, 0, 0));
        return this;
    }

    Given resuming() {
        resuming = true;
        return this;
    }

    Given unseen(String what) {
        unseen.add(what);
        return this;
    }

    Facts facts() {
        Table described = TableText.of(table);
        List<Companion> all = new ArrayList<>(companions);
        all.add(new Companion(Role.SOURCE, "", data, 0));
        Variables known = new Variables(variables);
        return new Facts(
                new Table(described.name(), described.columns(), described.keys(), engine, rows, null),
                resuming,
                new ServerState(
                        known,
                        new Account("'osc'@'%'", Grants.of(grants, known.on("partial_revokes"))),
                        Optional.of(filters),
                        upstreams,
                        member,
                        disk),
                new TableState(all, triggers, foreignKeys, transactions),
                unseen);
    }
}
