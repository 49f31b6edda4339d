// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerFilterTest {

    private static final List<String> SERVERS =
            List.of("mysql-5.7.22", "mysql-8.0.12", "mysql-8.0.15", "mysql-9.7.4", "mariadb-10.11", "mariadb-11.4.5");

    private static List<String> taken(String words) {
        return SERVERS.stream().filter(ServerFilter.of(words)::takes).toList();
    }

    @Test
    void takesByProductAndVersion() {
        assertThat(taken("")).isEqualTo(SERVERS);
        assertThat(taken("mariadb")).containsExactly("mariadb-10.11", "mariadb-11.4.5");
        assertThat(taken("mysql-5.7")).containsExactly("mysql-5.7.22");
        assertThat(taken("mysql-8.0.1")).isEmpty();
        assertThat(taken("mysql>=8.0.13")).containsExactly("mysql-8.0.15", "mysql-9.7.4");
        assertThat(taken("mysql<8 mariadb>=11")).containsExactly("mysql-5.7.22", "mariadb-11.4.5");
        assertThat(taken("mysql>=8,mysql<8.0.13")).containsExactly("mysql-8.0.12");
    }

    @Test
    void aWordThatMeansNothingIsRefused() {
        assertThatThrownBy(() -> ServerFilter.of("mysql=8"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mysql=8");
    }
}
