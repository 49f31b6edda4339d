// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;

/** The run waits while a query of the operator's answers a number above 0, or true. */
public final class QuerySource implements Source {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int PATIENCE_SECONDS = 2;

    private final Supplier<String> query;
    private final Session session;

    public QuerySource(Supplier<String> query, Session.Opening opening) {
        this.query = query;
        this.session = new Session(opening);
    }

    @Override
    public String name() {
        return "throttle-query";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Reading read() throws SQLException {
        String sql = query.get();
        return sql.isEmpty()
                ? Reading.NOT_WANTED
                : session.look(connection -> {
                    connection.setReadOnly(true);
                    try (Statement statement = connection.createStatement()) {
                        statement.setQueryTimeout(PATIENCE_SECONDS);
                        try (ResultSet row = asked(statement, sql)) {
                            String answer = row.next() ? String.valueOf(row.getString(1)) : "no row";
                            return new Reading("answers " + answer, above(answer));
                        }
                    }
                });
    }

    /** Drivers refuse what is no query by sending nothing, in words about their own methods. */
    private static ResultSet asked(Statement statement, String sql) throws SQLException {
        try {
            return statement.executeQuery(sql);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("executeQuery()")) {
                throw new SQLException("it is no query: begin it with SELECT", e);
            }
            throw e;
        }
    }

    /** No row and NULL are no reason to wait. */
    private static boolean above(String answer) throws SQLException {
        return switch (answer) {
            case "no row", "null", "f", "false" -> false;
            case "t", "true" -> true;
            default -> {
                try {
                    yield new BigDecimal(answer).signum() > 0;
                } catch (NumberFormatException e) {
                    throw new SQLException("its answer '" + answer + "' is neither a number nor true or false", e);
                }
            }
        };
    }

    @Override
    public void close() {
        session.close();
    }
}
