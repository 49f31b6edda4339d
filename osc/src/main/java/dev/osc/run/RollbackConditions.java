// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What undoes a change by itself in the first minutes after the swap: a query whose first value is true or not 0, or a health check
 * that does not answer 2xx. Three looks in a row must agree: one may be an accident. A query that fails says nothing.
 */
final class RollbackConditions {

    private static final Logger log = LoggerFactory.getLogger(RollbackConditions.class);

    private static final int IN_A_ROW = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<String> conditions;
    private final int[] met;
    private long deadline;

    /** @param watch how long they are looked at, from now on */
    RollbackConditions(List<String> conditions, Duration watch) {
        this.conditions = conditions;
        this.met = new int[conditions.size()];
        this.deadline = System.nanoTime() + watch.toNanos();
    }

    /** They are looked at no more. */
    void forget() {
        deadline = System.nanoTime() - 1;
    }

    boolean met(Reader reader) throws InterruptedException {
        if (System.nanoTime() - deadline > 0) {
            return false;
        }
        for (int i = 0; i < met.length; i++) {
            String condition = conditions.get(i);
            met[i] = holds(reader, condition) ? met[i] + 1 : 0;
            if (met[i] >= IN_A_ROW) {
                log.warn("the change is undone, since this holds: {}", condition);
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Reader reader, String condition) throws InterruptedException {
        return condition.matches("https?://.*") ? unwell(condition) : answersYes(reader, condition);
    }

    private static boolean unwell(String url) throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            // the body too must come within the time, which the request's own limit does not cover
            Future<HttpResponse<Void>> answer = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
            try {
                return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode() / 100 != 2;
            } catch (ExecutionException | TimeoutException e) {
                log.debug("{}: {}", url, e.toString());
                return true;
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static boolean answersYes(Reader reader, String query) throws InterruptedException {
        try {
            return reader.read(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(Math.toIntExact(PATIENCE.toSeconds()));
                    try (ResultSet row = statement.executeQuery(query)) {
                        return row.next() && yes(row.getString(1));
                    }
                }
            });
        } catch (SQLException e) {
            log.warn("--rollback-when can't be read, and says nothing: {}", e.getMessage());
            return false;
        }
    }

    private static boolean yes(@org.jspecify.annotations.Nullable String value) {
        if (value == null || value.isEmpty()) {
            return false;
        }
        try {
            return Double.parseDouble(value) != 0;
        } catch (NumberFormatException text) {
            return value.startsWith("t") || value.startsWith("T") || value.equalsIgnoreCase("yes");
        }
    }
}
