// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Budget;
import dev.osc.cutover.SwapSession;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A RENAME on its way in a session and thread of its own, expected to wait. Owned by the attempt's thread. */
final class QueuedRename {

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private QueuedRename() {}

    /** The session belongs to the rename until it has ended or its session is closed. */
    static QueuedRename start(SwapSession session, String statement, Budget budget) {
        QueuedRename rename = new QueuedRename();
        Thread.ofVirtual().name("osc-rename-1").start(() -> {
            try {
                session.execute(statement, budget.remaining());
                rename.end.complete(null);
            } catch (SQLException e) {
                rename.end.completeExceptionally(e);
            }
        });
        return rename;
    }

    boolean ended() {
        return end.isDone();
    }

    /** Returns when the server has confirmed the rename. */
    void await(Budget budget) throws SQLException, InterruptedException {
        try {
            end.get(budget.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new SQLTimeoutException("the rename did not come through within the budget", e);
        }
    }
}
