// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Names, defaults, comments and keys that are SQL: carried as what they are through a whole run, which stops and is gone on with. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class OddNamesTest {

    private static Osc.Ran osc(TestSchema schema, OddNames odd, String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--url", schema.url(), "--table", odd.typed()));
        all.addAll(List.of(more));
        return Osc.run(all.toArray(String[]::new));
    }

    private static Osc.Ran run(TestSchema schema, OddNames odd) {
        return osc(
                schema,
                odd,
                "run",
                "--no-direct",
                "--chunk-size",
                "10",
                "--cut-over-attempts",
                "1",
                "--cut-over-lock-timeout-seconds",
                "1",
                "--alter",
                odd.change());
    }

    private static void carried(TestSchema schema) throws SQLException {
        OddNames odd = new OddNames(schema);
        odd.create();
        osc(schema, odd, "plan", "--no-direct", "--alter", odd.change()).endsWith(ExitCode.DONE);
        try (var reader = schema.connect();
                var reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT 1 FROM " + odd.quoted()).close();
            run(schema, odd).endsWith(ExitCode.NOT_SWAPPED);
            reader.commit();
        }
        odd.move();
        List<String> before = odd.rows();

        Osc.Ran ran = run(schema, odd).endsWith(ExitCode.DONE);

        assertThat(ran.complained()).contains("going on with the unfinished change");
        assertThat(odd.rows()).isEqualTo(before).hasSize(OddNames.VALUES.size() * 2 + 2);
        assertThat(odd.added()).containsExactly("';DROP TABLE canary;--");
        osc(schema, odd, "cleanup", "--drop-retired").endsWith(ExitCode.DONE);
        assertThat(schema.tables())
                .contains("canary", odd.table().table())
                .doesNotContain(
                        odd.table().shadow().table(), odd.table().retired().table());
    }

    @OnEachServer
    void carriedAsTheyAre(TestSchema schema) throws SQLException {
        try (schema) {
            carried(schema);
        }
    }

    /** Quotes and backslashes mean something else there, and osc's texts the same. */
    @OnEachServer(options = "sql_mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,STRICT_TRANS_TABLES")
    @ServersOf(Product.MYSQL)
    void carriedWhereQuotesMeanNames(TestSchema schema) throws SQLException {
        try (schema) {
            carried(schema);
        }
    }

    @OnEachServer
    @ServersOf(Product.POSTGRESQL)
    void carriedWhereBackslashesEscape(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute(
                    "ALTER DATABASE " + schema.name() + " SET standard_conforming_strings = off",
                    "ALTER DATABASE " + schema.name() + " SET backslash_quote = on",
                    "ALTER DATABASE " + schema.name() + " SET escape_string_warning = off");
            carried(schema);
        }
    }
}
