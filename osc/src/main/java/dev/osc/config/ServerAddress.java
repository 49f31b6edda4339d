// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

/**
 * Where the server is and who we are there.
 *
 * @param product as the URL's scheme says: {@code mysql}, {@code mariadb}, {@code postgresql}
 * @param database the database (MySQL: schema) of the table
 */
public record ServerAddress(
        String product, String host, int port, String user, Secret password, String database, Tls tls) {

    @Override
    public String toString() {
        return product + "://" + user + "@" + host + ":" + port + "/" + database;
    }
}
