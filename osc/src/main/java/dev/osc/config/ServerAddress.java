// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is and who we are there.
 *
 * @param product as the URL's scheme says: {@code mysql}, {@code mariadb}, {@code postgresql}
 * @param database the database (MySQL: schema) of the table
 * @param timeZone PostgreSQL: the zone of sessions; null: the one that the server gives
 */
public record ServerAddress(
        String product,
        String host,
        int port,
        String user,
        Secret password,
        String database,
        Tls tls,
        @Nullable String timeZone) {

    /** A name or an address, with a zone perhaps: nothing that a driver's URL would take for its own. */
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}_.:%-]+");

    public ServerAddress {
        if (!isHost(host)) {
            throw new IllegalArgumentException("no host: " + host);
        }
    }

    /** With the zone that the server gives. */
    public ServerAddress(
            String product, String host, int port, String user, Secret password, String database, Tls tls) {
        this(product, host, port, user, password, database, tls, null);
    }

    /** The same with sessions in that zone. */
    public ServerAddress in(String zone) {
        return new ServerAddress(product, host, port, user, password, database, tls, zone);
    }

    /** Whether it can be a host's name or address. */
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /** Another server, to be logged in to in the same way. */
    public ServerAddress at(String otherHost, int otherPort) {
        return new ServerAddress(product, otherHost, otherPort, user, password, database, tls, timeZone);
    }

    @Override
    public String toString() {
        return product + "://" + user + "@" + host + ":" + port + "/" + database;
    }
}
