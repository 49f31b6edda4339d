// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class HostsTest {

    private static Hosts.Host host(String name, int port) {
        return new Hosts.Host(name, port);
    }

    @Test
    void namesAndAddressesWithPortsOrWithout() {
        assertThat(Hosts.parse(" replica1, replica-2.local:3307 ,10.0.0.7:65535,[::1]:3308,[fe80::1%eth0]")
                        .all())
                .containsExactly(
                        host("replica1", 0),
                        host("replica-2.local", 3307),
                        host("10.0.0.7", 65_535),
                        host("::1", 3308),
                        host("fe80::1%eth0", 0));
    }

    @Test
    void eachOnce() {
        assertThat(Hosts.parse("b:1,a,b:1,b:2,a").all()).containsExactly(host("b", 1), host("a", 0), host("b", 2));
    }

    @Test
    void isWrittenAsItIsTyped() {
        String typed = "replica1,replica2:3307,[::1]:3308,[::2]";

        assertThat(Hosts.parse(typed)).hasToString(typed);
        assertThat(Hosts.NONE).hasToString("");
    }

    /** An address without its brackets would be taken for another one's, and a port. */
    @Test
    void whatIsNoneIsRefused() {
        for (String bad : new String[] {
            "",
            ",",
            "a,",
            "a b",
            "a:",
            "a:b",
            "a:0",
            "a:65536",
            "a:123456",
            "a:-1",
            "[::1",
            "[]",
            "[::1]x",
            "[::1]:",
            "a/b",
            "a?x=1",
            "::1",
            "fe80::1:3306",
            "(a)"
        }) {
            assertThat(assertThrows(IllegalArgumentException.class, () -> Hosts.parse(bad), bad))
                    .message()
                    .startsWith("'");
        }
    }
}
