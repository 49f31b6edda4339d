// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.config;

import dev.osc.it.architecture.broken.replication.mysql.Lends;
import java.sql.Connection;
import java.sql.SQLException;

/** A room outside the engines that branches on the product. */
public record AsksForProduct(Lends part) {

    boolean isMariaDb() {
        return part.part().equals("MariaDB");
    }

    static String product(Connection session) throws SQLException {
        return session.getMetaData().getDatabaseProductName();
    }
}
