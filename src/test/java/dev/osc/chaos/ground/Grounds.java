// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.ground;

/** Finds the ground of a server by its name. */
public final class Grounds {

    private Grounds() {}

    /** @param server as {@code bin/server} calls it */
    public static Ground of(String server) {
        return switch (server.split("-", 2)[0]) {
            case "mysql", "mariadb" -> new MySqlGround(server);
            case "postgresql" -> new PostgresGround(server);
            default -> throw new IllegalArgumentException("no ground for a server called " + server);
        };
    }
}
