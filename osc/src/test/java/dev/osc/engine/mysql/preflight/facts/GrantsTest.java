// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** All of a user's lines together. */
final class GrantsTest {

    private static final String EVERYWHERE = "GRANT INSERT, PROCESS ON *.* TO `osc`@`%`";

    private static Grants of(String... lines) {
        return Grants.of(List.of(lines), false);
    }

    @Test
    void whatIsGrantedEverywhereIsOnEverySchema() {
        assertThat(of(EVERYWHERE).on("shop", "INSERT")).isTrue();
        assertThat(of(EVERYWHERE).everywhere("PROCESS")).isTrue();
        assertThat(of(EVERYWHERE).on("shop", "SELECT")).isFalse();
    }

    /** As 8.0.16 shows a restriction (manual, "Privilege Restriction Using Partial Revokes"). */
    @Test
    void partialRevokes() {
        Grants grants = Grants.of(List.of(EVERYWHERE, "REVOKE INSERT ON `shop`.* FROM `osc`@`%`"), true);

        assertThat(grants.on("shop", "INSERT")).isFalse();
        assertThat(grants.on("crm", "INSERT")).isTrue();
        assertThat(grants.everywhere("INSERT")).isTrue();
    }

    @Test
    void withPartialRevokesOnANameIsNoPattern() {
        String[] line = {"GRANT INSERT ON `shop%`.* TO `osc`@`%`"};

        assertThat(Grants.of(List.of(line), false).on("shop1", "INSERT")).isTrue();
        assertThat(Grants.of(List.of(line), true).on("shop1", "INSERT")).isFalse();
        assertThat(Grants.of(List.of(line), true).on("shop%", "INSERT")).isTrue();
    }

    /** The server takes one line of several that fit (shown by PreflightTest in the tests on servers). */
    @Test
    void onlyTheMostTellingPatternCounts() {
        Grants grants = of("GRANT SELECT ON `sh%`.* TO `osc`@`%`", "GRANT INSERT ON `shop`.* TO `osc`@`%`");

        assertThat(grants.on("shop", "INSERT")).isTrue();
        assertThat(grants.on("shop", "SELECT")).isFalse();
        assertThat(grants.on("shed", "SELECT")).isTrue();
    }

    @Test
    void withRolesAllPatternsCount() {
        Grants grants = of(
                "GRANT SELECT ON `sh%`.* TO `osc`@`%`",
                "GRANT INSERT ON `shop`.* TO `osc`@`%`", "GRANT `writer`@`%` TO `osc`@`%`");

        assertThat(grants.on("shop", "SELECT")).isTrue();
    }

    @Test
    void whoIsPowerful() {
        assertThat(of("GRANT ALL PRIVILEGES ON *.* TO 'osc'@'%'").powerful()).isTrue();
        assertThat(of("GRANT CONNECTION_ADMIN ON *.* TO `osc`@`%`").powerful()).isTrue();
        assertThat(of(EVERYWHERE, "GRANT ALL PRIVILEGES ON `shop`.* TO `osc`@`%`")
                        .powerful())
                .isFalse();
    }
}
