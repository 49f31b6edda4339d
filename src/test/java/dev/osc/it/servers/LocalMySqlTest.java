// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.demo.LocalMariaDb;
import dev.osc.demo.LocalMySql;
import dev.osc.demo.LocalServer;
import dev.osc.demo.LocalServerException;
import dev.osc.demo.ServerHome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServersOf(Product.MYSQL)
final class LocalMySqlTest extends LocalServerContract {

    LocalMySqlTest() {
        super(Product.MYSQL);
    }

    @Override
    LocalServer start(Path home, Path dataDirectory, Map<String, String> options) {
        return home.getFileName().toString().startsWith("mariadb-")
                ? LocalMariaDb.start(home, dataDirectory, options)
                : LocalMySql.start(home, dataDirectory, options);
    }

    @OnEachServer
    void isTheServerItIsCalledAndLogsRows(TestSchema schema) throws SQLException {
        String name = schema.server().name();
        assertThat(schema.rows("SELECT VERSION()").getFirst()).startsWith(name.substring(name.indexOf('-') + 1));
        assertThat(schema.rows("SELECT @@log_bin, @@binlog_format, @@server_id, @@innodb_buffer_pool_size >> 20"))
                .containsExactly("1|ROW|1|128");
        assertThat(schema.rows("SHOW TABLES")).isEmpty();
    }

    @OnEachServer(options = {"gtid_mode=ON", "enforce-gtid-consistency=ON", "max_connections=17"})
    void takesOptionsOverItsOwn(TestSchema schema) throws SQLException {
        assertThat(schema.rows("SELECT @@gtid_mode, @@max_connections")).containsExactly("ON|17");
    }

    /** A test may close what is closed after it in any case: the server is then as unused as before. */
    @OnEachServer(options = "max_connections=18")
    void isIdleWhenItsSchemasAreClosed(TestSchema schema) throws SQLException {
        assertThat(schema.server().isIdle()).isFalse();
        schema.close();
        schema.close();

        assertThat(schema.server().isIdle()).isTrue();
    }

    @Test
    void saysWhichServersThereAre() {
        assertThatThrownBy(() -> ServerHome.of("mysql-0.1"))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("bin/server mysql-0.1 ended with exit code 1");
    }
}
