// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import com.sun.net.httpserver.HttpServer;
import dev.osc.control.Console;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.status.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a run over HTTP until it is closed. Not encrypted: across a network it belongs behind a proxy that is, or into a tunnel.
 * Thread-safe.
 */
public final class Page implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("osc");

    /** Bounds for clients, of the JDK's server: whoever starts osc may set others. Connections; seconds; seconds. */
    private static final Map<String, Integer> BOUNDS = Map.of(
            "jdk.httpserver.maxConnections", 64,
            "sun.net.httpserver.maxReqTime", 10,
            "sun.net.httpserver.maxRspTime", 20);

    private static final int LAST_ANSWERS_SECONDS = 1;

    private final HttpServer server;
    private final ExecutorService clients;
    private final Recent status;
    private final History history = new History();
    private final Metrics metrics;
    private final LogTail tail;

    private Page(HttpServer server, Serving serving, Token token, Supplier<Status> source, Console console) {
        this.server = server;
        this.status = new Recent(source, System::nanoTime);
        this.metrics = new Metrics(status);
        tell(serving, token);
        // the token is in the log by now, and stays out of the tail
        this.tail = LogTail.attached();
        this.clients = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("osc-page-", 1).factory());
        server.setExecutor(clients);
        server.createContext("/", new Desk(new Doorkeeper(serving, token), status, metrics, history, tail, console));
        server.start();
    }

    /**
     * Serves.
     *
     * @param source where the run stands
     * @param console what commands go to
     * @throws OscException when the address is taken or the token can't be read
     */
    public static Page open(Serving serving, Supplier<Status> source, Console console) {
        BOUNDS.forEach((name, most) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, Integer.toString(most));
            }
        });
        try {
            Path file = serving.tokenFile();
            Token token = file == null ? Token.random() : Token.ofFile(file);
            return new Page(HttpServer.create(serving.address(), 64), serving, token, source, console);
        } catch (IOException e) {
            throw new OscException(
                    ExitCode.USAGE,
                    "the page can't be served on " + text(serving.address()) + ": " + e.getMessage(),
                    "name another address with --serve-http; nothing was done yet",
                    e);
        }
    }

    private void tell(Serving serving, Token token) {
        String url = "http://" + text(server.getAddress()) + "/";
        if (serving.tokenFile() == null) {
            log.info("the run's page: {}#token={}", url, token.reveal());
        } else {
            log.info("the run's page: {}, to be steered with the token in {}", url, serving.tokenFile());
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Where it is served, with the port that was found. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Takes down where the run stands, for the charts; to be called about once a second. */
    public void sample() {
        history.add(status.get());
    }

    @Override
    public void close() {
        // who has told the run to stop hears that it does
        server.stop(LAST_ANSWERS_SECONDS);
        clients.shutdownNow();
        tail.close();
        metrics.close();
    }
}
