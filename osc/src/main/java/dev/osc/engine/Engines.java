// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine;

import dev.osc.config.RunSettings;
import dev.osc.config.ServerAddress;
import dev.osc.engine.mariadb.MariaDb;
import dev.osc.engine.mysql.MySqlEngine;
import dev.osc.engine.mysql.Traits;
import dev.osc.engine.mysql.session.MySqlConnector;
import dev.osc.engine.postgres.PostgresEngine;
import dev.osc.engine.postgres.gauge.PostgresGauges;
import dev.osc.engine.postgres.session.PostgresConnector;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlFailures;
import dev.osc.schema.mysql.MySqlTableReader;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.schema.postgres.PostgresFailures;
import dev.osc.schema.postgres.PostgresTableReader;
import dev.osc.throttle.Hosts;
import dev.osc.throttle.LocalDisk;
import dev.osc.verify.Compared;

/** Connects, and puts together the engine that the address asks for: the only place that asks for the product. */
public final class Engines {

    private Engines() {}

    /** @throws OscException when the server can't be reached or is none that osc knows */
    public static Engine open(ServerAddress address, RunSettings settings) {
        return switch (address.product()) {
            case "mysql", "mariadb" -> mySql(MySqlEngine.open(address, settings, Engines::traits), address);
            case "postgresql" -> postgres(PostgresEngine.open(address, settings), address);
            default ->
                throw new OscException(
                        ExitCode.USAGE,
                        "'" + address.product() + "' is no server that osc knows",
                        "--url begins with mysql://, mariadb:// or postgresql://");
        };
    }

    private static Engine mySql(MySqlEngine parts, ServerAddress address) {
        return new Engine(
                parts.title(),
                new MySqlDialect(),
                new MySqlFailures(),
                new MySqlTableReader(),
                parts::plain,
                host -> new MySqlConnector(at(address, host), "")::plain,
                parts.sessions(),
                parts.lock(),
                parts.planner(),
                parts.reversal(),
                parts.leftovers(),
                parts.copyWorkers(),
                migration -> {
                    var verbs = parts.verbs(migration);
                    return new MigrationParts(
                            verbs,
                            parts.flush(migration, verbs),
                            parts.collisions(migration),
                            parts.settler(migration),
                            parts.settling(),
                            parts.placer(migration),
                            parts.changes(migration),
                            parts.cutover(migration),
                            parts.indexes(migration),
                            parts.comparison(Compared.of(migration)),
                            parts.parallelCopy(migration));
                },
                parts.pairing(),
                parts.gauges(address),
                parts::close);
    }

    /** A MySQL URL may lead to MariaDB, and the other way round: the server says what it is. */
    private static Traits traits(String version) {
        return MariaDb.is(version) ? MariaDb.TRAITS : Traits.ofMySql(version);
    }

    private static Engine postgres(PostgresEngine parts, ServerAddress address) {
        return new Engine(
                parts.title(),
                new PostgresDialect(),
                new PostgresFailures(),
                new PostgresTableReader(),
                parts::plain,
                host -> new PostgresConnector(at(address, host))::plain,
                parts.sessions(),
                parts.lock(),
                parts.planner(),
                parts.reversal(),
                parts.leftovers(),
                parts.copyWorkers(),
                migration -> {
                    var verbs = parts.verbs(migration);
                    return new MigrationParts(
                            verbs,
                            parts.flush(migration, verbs),
                            parts.collisions(migration),
                            parts.settler(),
                            parts.settling(),
                            parts.placer(migration),
                            parts.changes(migration),
                            parts.cutover(migration),
                            parts.indexes(migration),
                            parts.comparison(Compared.of(migration)),
                            true);
                },
                parts.pairing(),
                new PostgresGauges(new LocalDisk(address.host())),
                parts::close);
    }

    private static ServerAddress at(ServerAddress address, Hosts.Host host) {
        return address.at(host.name(), host.port() == 0 ? address.port() : host.port());
    }
}
