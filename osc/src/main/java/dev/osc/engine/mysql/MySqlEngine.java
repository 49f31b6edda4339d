// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.checkpoint.Sessions;
import dev.osc.config.ForeignKeys;
import dev.osc.config.RunSettings;
import dev.osc.config.ServerAddress;
import dev.osc.copy.ShadowIndexes;
import dev.osc.cutover.Cutover;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.mysql.LockedRename;
import dev.osc.cutover.mysql.MySqlBlockers;
import dev.osc.cutover.mysql.SentryRename;
import dev.osc.engine.mysql.compare.MySqlComparison;
import dev.osc.engine.mysql.gauge.MySqlGauges;
import dev.osc.engine.mysql.session.MySqlConnector;
import dev.osc.engine.mysql.session.MySqlLock;
import dev.osc.engine.mysql.session.MySqlSessions;
import dev.osc.engine.mysql.session.PemTrustStore;
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
import dev.osc.replication.binlog.BinlogServer;
import dev.osc.replication.binlog.StreamSettings;
import dev.osc.replication.binlog.Tls;
import dev.osc.replication.binlog.group.BinlogChangeSource;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.throttle.Gauges;
import dev.osc.throttle.LocalDisk;
import dev.osc.verify.Compared;
import dev.osc.verify.Comparison;
import dev.osc.verify.Pairing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** MySQL's and MariaDB's parts, made to fit the server that answered. */
public final class MySqlEngine implements AutoCloseable {

    private final ServerAddress address;
    private final MySqlConnector connector;
    private final ServerFacts facts;
    private final MySqlSessions sessions;
    private final boolean deferring;
    private final ForeignKeys foreignKeys;

    private MySqlEngine(ServerAddress address, MySqlConnector connector, ServerFacts facts, RunSettings settings) {
        this.address = address;
        this.connector = connector;
        this.facts = facts;
        this.foreignKeys = settings.foreignKeys();
        this.deferring = switch (settings.deferring()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> !facts.replicated();
        };
        int copyWorkers = settings.copyWorkers() > 0 ? settings.copyWorkers() : facts.copyWorkers();
        this.sessions = new MySqlSessions(connector, 1 + copyWorkers + settings.flushWorkers());
    }

    /**
     * Connects and looks at the server.
     *
     * @param traitsOf what the server does otherwise, by what it tells as its version
     */
    public static MySqlEngine open(ServerAddress address, RunSettings settings, Function<String, Traits> traitsOf) {
        MySqlConnector connector = new MySqlConnector(address, "");
        try (Connection connection = connector.first()) {
            ServerFacts facts = ServerFacts.read(connection, traitsOf);
            String session = facts.traits().session();
            return new MySqlEngine(address, new MySqlConnector(address, session), facts, settings);
        } catch (SQLException e) {
            throw connector.refused(e);
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
        return new MySqlLock(connector);
    }

    public Gauges gauges(ServerAddress address) {
        return new MySqlGauges(
                new LocalDisk(address.host()),
                facts.traits().showsReplicas(),
                facts.traits().history());
    }

    public Planner planner() {
        return new MySqlPlanner(facts, new LocalDisk(address.host()), foreignKeys);
    }

    public Leftovers leftovers() {
        return new MySqlLeftovers(cutover(UnaryOperator.identity()));
    }

    public MySqlVerbs verbs(Migration migration) {
        return MySqlVerbs.of(migration);
    }

    public FlushVerb flush(Migration migration, MySqlVerbs verbs) {
        return migration.back() && !migration.onlyInShadow().isEmpty() ? new KeepingFlush(migration) : verbs;
    }

    public Reversal reversal() {
        return new MySqlReversal(facts);
    }

    public MySqlCollisions collisions(Migration migration) {
        return new MySqlCollisions(migration.source(), migration.shadow(), migration.key(), migration.mapping());
    }

    /** How changes are known to be visible: by GTID where every transaction has one, else by probing the rows. */
    public Settler settler(Migration migration) {
        return facts.gtids()
                ? new GtidSettler()
                : new ProbeSettler(
                        migration.source().name(),
                        migration.key(),
                        facts.traits().probing());
    }

    public SettleWorker.Opening settling() {
        return connector::reader;
    }

    public Placer placer(Migration migration) {
        return migration.key().clientOrdered() ? new ClientPlacer(migration.key()) : new MySqlPlacer(migration.key());
    }

    public ChangeSource changes(Migration migration) {
        BinlogServer server = new BinlogServer(
                address.host(),
                address.port(),
                address.user(),
                () -> address.password().reveal(),
                tls(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
        return new BinlogChangeSource(
                facts.traits().log(),
                server,
                connector::plain,
                new WatchedTable(migration.source().name(), facts.lowerCaseNames() != 0),
                migration.key(),
                StreamSettings.defaults(RandomGenerator.getDefault()));
    }

    private Tls tls() {
        Tls.Mode mode = Tls.Mode.valueOf(address.tls().mode().name());
        return address.tls().authority() == null
                ? Tls.of(mode)
                : new Tls(mode, PemTrustStore.context(address.tls().authority()));
    }

    public Cutover cutover(Migration migration) {
        return cutover(renames(migration.mapping()));
    }

    /** From a column of the source to the shadow's; what has no pair keeps its name, or is gone. */
    static UnaryOperator<String> renames(ColumnMapping mapping) {
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        mapping.pairs().forEach(pair -> names.put(pair.source(), pair.shadow()));
        return column -> names.getOrDefault(column, column);
    }

    private Cutover cutover(UnaryOperator<String> columns) {
        MySqlDialect dialect = new MySqlDialect();
        MySqlBlockers blockers = new MySqlBlockers();
        return facts.traits().renamesLocked()
                ? new LockedRename(connector::swapper, dialect, blockers, columns, StepListener.NONE)
                : new SentryRename(connector::swapper, dialect, blockers, columns, Thread::sleep, StepListener.NONE);
    }

    public Comparison comparison(Compared tables) {
        return new MySqlComparison(
                tables,
                new MySqlVerbs(tables.source(), tables.shadow(), tables.key(), tables.shadowKey(), tables.mapping()));
    }

    public Pairing pairing() {
        return new MySqlPairing(facts.zone(), this::comparison);
    }

    public ShadowIndexes indexes(Migration migration) {
        return new MySqlShadowIndexes(migration.shadow(), deferring);
    }

    /**
     * An AUTO_INCREMENT column under {@code innodb_autoinc_lock_mode} 0 or 1 lets one INSERT … SELECT run at a time.
     */
    public boolean parallelCopy(Migration migration) {
        return facts.interleavedNumbers()
                || migration.shadow().columns().stream().noneMatch(Column::autoIncrement);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
