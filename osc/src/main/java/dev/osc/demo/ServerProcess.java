// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server's process and the ways to end it. Thread-safe. */
record ServerProcess(Process process) {

    private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);
    private static final Duration CHILDREN_ENDED_WITHIN = Duration.ofSeconds(2);

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Sends it a signal and waits for its end; by force after half a minute. */
    void end(String signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            // a Process sends TERM and KILL only; kill is part of every shell
            var kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid());
            kill.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            kill.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!endedInTime()) {
            kill();
        }
    }

    /** Ends it and all that it started, as a crash would. */
    void kill() {
        // by now: the children of a dead process are nobody's
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        if (!endedInTime()) {
            throw new LocalServerException("the server with process id " + pid() + " outlived SIGKILL");
        }
        awaitEnd(children);
    }

    /** Not for ever: where nobody reaps orphans they seem to live on. */
    private static void awaitEnd(List<ProcessHandle> children) {
        var ends = children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(CHILDREN_ENDED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException orphansNotReaped) {
            // they run no more all the same
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process cannot fail", e);
        }
    }

    private boolean endedInTime() {
        try {
            return process.waitFor(ENDED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // the server must go all the same: without waiting any longer
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
