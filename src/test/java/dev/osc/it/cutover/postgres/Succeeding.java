// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.CatchUp;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.postgres.ForeignKeyValidation;
import dev.osc.cutover.postgres.Inheritance;
import dev.osc.cutover.postgres.PostgresBlockers;
import dev.osc.cutover.postgres.SourceDefinition;
import dev.osc.cutover.postgres.TransactionalRename;
import dev.osc.cutover.postgres.estate.Dependent.Hinders;
import dev.osc.cutover.postgres.estate.Estate;
import dev.osc.cutover.postgres.estate.Succession;
import dev.osc.engine.postgres.shadow.ScratchTable;
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code orders} of a database, altered by way of a shadow and a swap: without replication, since nobody writes. */
final class Succeeding implements CatchUp {

    private static final PostgresDialect DIALECT = new PostgresDialect();

    private final TestSchema database;
    private final TableName source;
    private final List<String> now;
    private Set<String> drops = Set.of();
    private List<String> adds = List.of();
    private @Nullable String role;
    private @Nullable Succession succession;

    /** @param now actions of ALTER TABLE that an empty shadow takes */
    Succeeding(TestSchema database, String... now) {
        this.database = database;
        this.source = database.table("orders");
        this.now = List.of(now);
    }

    /** Foreign keys that the change drops. */
    Succeeding drops(String... names) {
        drops = Set.of(names);
        return this;
    }

    /** Actions that wait for the swap. */
    Succeeding adds(String... clauses) {
        adds = List.of(clauses);
        return this;
    }

    /** Not as superuser. */
    Succeeding as(String user) {
        role = user;
        return this;
    }

    Connection connect() throws SQLException {
        String url = role == null ? database.jdbcUrl() : database.jdbcUrl().replace("user=postgres", "user=" + role);
        return DriverManager.getConnection(url);
    }

    Succession shadow() throws SQLException {
        try (Connection session = connect();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            ScratchTable scratch = new ScratchTable(session, source);
            scratch.create();
            String definition = SourceDefinition.of(session, source);
            Map<Integer, String> before = scratch.columns();
            for (String action : now) {
                statement.execute("ALTER TABLE " + DIALECT.quote(scratch.name()) + " " + action);
            }
            Map<String, String> columns = new LinkedHashMap<>();
            scratch.columns().forEach((number, name) -> {
                if (before.containsKey(number)) {
                    columns.put(String.valueOf(before.get(number)), name);
                }
            });
            Map<String, String> names = scratch.takeCompanionNames();
            scratch.becomeShadow();
            session.commit();
            succession = new Succession(
                    source, source.shadow(), source.retired(), columns, names, drops, adds, definition, Set.of());
            return succession;
        }
    }

    /** Turned round, once the retired table and what belongs to it bear the shadow's names again. */
    Succeeding back() throws SQLException {
        Succession way = succession();
        Succeeding back = new Succeeding(database);
        Map<String, String> columns = new LinkedHashMap<>();
        way.columns().forEach((from, to) -> columns.put(to, from));
        back.succession = new Succession(
                way.source(), way.shadow(), way.retired(), columns, way.names(), Set.of(), List.of(), "", Set.of());
        return back;
    }

    Succession succession() throws SQLException {
        return succession == null ? shadow() : succession;
    }

    Estate estate() throws SQLException {
        succession();
        return again();
    }

    /** With the shadow as it is. */
    Estate again() throws SQLException {
        try (Connection session = connect()) {
            return new Inheritance(DIALECT).of(session, succession());
        }
    }

    /** And tried on it. */
    List<Hinders> rehearsed() throws SQLException {
        try (Connection session = connect()) {
            return new Inheritance(DIALECT).rehearsed(session, succession()).hindrances();
        }
    }

    SwapOutcome attempt() throws SQLException {
        return attempt(StepListener.NONE);
    }

    SwapOutcome attempt(StepListener steps) throws SQLException {
        Swap swap = new Swap(source, source.shadow(), source.retired(), Duration.ofSeconds(3));
        return new TransactionalRename(
                        this::connect, succession(), DIALECT, new PostgresBlockers(), Thread::sleep, steps)
                .attempt(swap, this);
    }

    /** The whole way, to its good end. */
    void succeed() throws SQLException {
        assertThat(rehearsed()).isEmpty();
        assertThat(attempt()).isInstanceOf(SwapOutcome.Swapped.class);
        assertThat(finish()).allMatch(outcome -> outcome instanceof ForeignKeyValidation.Outcome.Validated);
    }

    List<ForeignKeyValidation.Outcome> finish() throws SQLException {
        try (Connection session = connect()) {
            return new ForeignKeyValidation(source, source.retired(), Thread::sleep)
                    .finish(session, Duration.ofMillis(100), 3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public void drainThrough(Connection writer, Duration budget) throws SQLException {
        drain(budget);
    }

    @Override
    public void drain(Duration budget) throws SQLException {
        throw new SQLException("nobody else gets at the tables");
    }

    @Override
    public void drainWithin(Connection writer, Duration budget) throws SQLException {
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        Set<String> generated = new HashSet<>();
        try (Statement statement = writer.createStatement()) {
            try (ResultSet columns = statement.executeQuery("SELECT attname FROM pg_attribute"
                    + " WHERE attrelid = 'orders_osc_new'::regclass AND attgenerated <> ''")) {
                while (columns.next()) {
                    generated.add(columns.getString(1));
                }
            }
            succession().columns().forEach((source, shadow) -> {
                if (!generated.contains(shadow)) {
                    from.add(DIALECT.quote(source));
                    to.add(DIALECT.quote(shadow));
                }
            });
            statement.execute("DELETE FROM orders_osc_new");
            statement.execute("INSERT INTO orders_osc_new (" + String.join(", ", to)
                    + ") OVERRIDING SYSTEM VALUE SELECT " + String.join(", ", from) + " FROM orders");
        }
    }
}
