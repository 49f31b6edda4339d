// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.checkpoint.Sessions;
import dev.osc.config.Deferring;
import dev.osc.config.RunSettings;
import dev.osc.config.ServerAddress;
import dev.osc.copy.ShadowIndexes;
import dev.osc.cutover.Cutover;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.postgres.PostgresBlockers;
import dev.osc.cutover.postgres.TransactionalRename;
import dev.osc.engine.postgres.compare.PostgresComparison;
import dev.osc.engine.postgres.compare.UnsteadyColumns;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.PostgresConnector;
import dev.osc.engine.postgres.session.PostgresLock;
import dev.osc.engine.postgres.session.PostgresSessions;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Leftovers;
import dev.osc.plan.Migration;
import dev.osc.plan.Planner;
import dev.osc.plan.Reversal;
import dev.osc.plan.TableLock;
import dev.osc.replay.ClientPlacer;
import dev.osc.replay.FlushVerb;
import dev.osc.replay.Placer;
import dev.osc.replay.SettleWorker;
import dev.osc.replay.Settler;
import dev.osc.replication.ChangeSource;
import dev.osc.replication.postgres.PostgresChangeSource;
import dev.osc.replication.postgres.PostgresServer;
import dev.osc.replication.postgres.SlotSettings;
import dev.osc.replication.postgres.slot.SlotName;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.verify.Compared;
import dev.osc.verify.Comparison;
import dev.osc.verify.Pairing;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's parts, made to fit the server that answered. */
public final class PostgresEngine implements AutoCloseable {

    private final ServerAddress address;
    private final PostgresConnector connector;
    private final ServerFacts facts;
    private final PostgresSessions sessions;
    private final boolean deferring;
    private final boolean following;

    private PostgresEngine(
            ServerAddress address, PostgresConnector connector, ServerFacts facts, RunSettings settings) {
        this.address = address;
        this.connector = connector;
        this.facts = facts;
        // replicas replay the pages that the build writes, not the statement
        this.deferring = settings.deferring() != Deferring.NEVER;
        this.following = settings.reverse().wanted();
        int copyWorkers = settings.copyWorkers() > 0 ? settings.copyWorkers() : facts.copyWorkers();
        this.sessions = new PostgresSessions(connector, 1 + copyWorkers + settings.flushWorkers());
    }

    /** Connects and looks at the server. */
    public static PostgresEngine open(ServerAddress address, RunSettings settings) {
        PostgresConnector connector = new PostgresConnector(address);
        ServerFacts facts;
        try (Connection connection = connector.plain()) {
            requireZone(connection, address.timeZone());
            facts = ServerFacts.read(connection, address.timeZone());
        } catch (SQLException e) {
            throw connector.refused(e);
        }
        if (facts.version() < ServerFacts.OLDEST) {
            throw new OscException(
                    ExitCode.SERVER_SETTING,
                    "the server at " + address.host() + ":" + address.port() + " is " + facts.title(),
                    "osc changes tables on PostgreSQL 14 and later");
        }
        connector.useTimeZone(facts.zone().name());
        connector.useDateOrder(facts.dateOrder());
        return new PostgresEngine(address, connector, facts, settings);
    }

    private static void requireZone(Connection connection, @Nullable String zone) throws SQLException {
        if (zone == null) {
            return;
        }
        try {
            Ask.execute(connection, "SET TimeZone = " + PostgresDialect.literal(zone));
        } catch (SQLException e) {
            if (!"22023".equals(e.getSQLState())) {
                throw e;
            }
            throw new OscException(
                    ExitCode.USAGE,
                    "--time-zone " + zone + ": the server knows no such zone",
                    "give one that SELECT name FROM pg_timezone_names lists");
        }
    }

    public String title() {
        return facts.title();
    }

    public int copyWorkers() {
        return facts.copyWorkers();
    }

    public Connection plain() throws SQLException {
        return connector.plain();
    }

    public Sessions sessions() {
        return sessions;
    }

    public TableLock lock() {
        return new PostgresLock(connector);
    }

    public Planner planner() {
        return new PostgresPlanner(connector, facts.zone());
    }

    public Leftovers leftovers() {
        return new PostgresLeftovers();
    }

    public PostgresVerbs verbs(Migration migration) {
        return PostgresVerbs.of(migration);
    }

    public FlushVerb flush(Migration migration, PostgresVerbs verbs) {
        return migration.back() && !migration.onlyInShadow().isEmpty() ? new PostgresKeepingFlush(migration) : verbs;
    }

    public Reversal reversal() {
        return new PostgresReversal();
    }

    public PostgresCollisions collisions(Migration migration) {
        return new PostgresCollisions(
                migration.source().name(), migration.shadow().name(), migration.key(), migration.mapping());
    }

    public Settler settler() {
        return new XidSettler();
    }

    public SettleWorker.Opening settling() {
        return connector::reader;
    }

    public Placer placer(Migration migration) {
        return migration.key().clientOrdered()
                ? new ClientPlacer(migration.key())
                : new PostgresPlacer(migration.key());
    }

    /** @throws OscException when the server can't be asked */
    public Comparison comparison(Compared tables) {
        try (Connection connection = connector.plain()) {
            return new PostgresComparison(
                    tables,
                    new PostgresVerbs(tables.source().name(), tables.shadow().name(), tables.key(), tables.mapping()),
                    new UnsteadyColumns(connection).of(tables.mapping()));
        } catch (SQLException e) {
            throw connector.refused(e);
        }
    }

    public Pairing pairing() {
        return new PostgresPairing(this::comparison);
    }

    public ShadowIndexes indexes(Migration migration) {
        return new PostgresShadowIndexes(Heritage.of(migration, address.database()), deferring);
    }

    public ChangeSource changes(Migration migration) {
        return new PostgresChangeSource(
                new PostgresServer(address.host() + ":" + address.port(), connector.url(), connector::options),
                migration.source().name(),
                migration.key(),
                SlotName.of(address.database(), migration.source().name()),
                SlotSettings.defaults());
    }

    public Cutover cutover(Migration migration) {
        return new TransactionalRename(
                connector::swapper,
                following && !migration.back()
                        ? Heritage.followed(migration)
                        : Heritage.of(migration, address.database()),
                new PostgresDialect(),
                new PostgresBlockers(),
                Thread::sleep,
                StepListener.NONE);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
