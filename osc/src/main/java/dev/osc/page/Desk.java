// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.osc.control.Answer;
import dev.osc.control.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is asked over HTTP, each on a thread of its own; first of all the doorkeeper is asked. Thread-safe. */
final class Desk implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(Desk.class);
    private static final int LARGEST = 8_192;
    private static final String COMMAND = "/api/command";
    private static final Pattern AFTER = Pattern.compile("(?:^|&)(after|log)=(\\d{1,12}(?:\\.\\d{1,9})?)(?=&|$)");

    private final Doorkeeper doorkeeper;
    private final Recent status;
    private final Metrics metrics;
    private final History history;
    private final LogTail tail;
    private final Console console;
    private final Map<String, Reply> files = new StaticFiles().all();

    Desk(Doorkeeper doorkeeper, Recent status, Metrics metrics, History history, LogTail tail, Console console) {
        this.doorkeeper = doorkeeper;
        this.status = status;
        this.metrics = metrics;
        this.history = history;
        this.tail = tail;
        this.console = console;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = answer(exchange);
            } catch (IllegalStateException | IllegalArgumentException e) {
                log.error(
                        "the page could not answer {}: {}",
                        exchange.getRequestURI().getPath(),
                        e.toString());
                reply = Reply.refusal(500, "that failed; osc's log has the reason, the run goes on");
            }
            reply.send(exchange);
        } catch (IOException e) {
            log.debug("a client of the page is gone: {}", e.getMessage());
            throw e;
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals(COMMAND)) {
            Optional<Reply> refused = doorkeeper.maySteer(exchange.getRequestHeaders());
            return refused.isPresent() ? refused.get() : method.equals("POST") ? command(exchange) : only("POST");
        }
        Reply file = files.get(path);
        Optional<Reply> refused = file != null || path.equals("/healthz")
                ? doorkeeper.mayKnock(exchange.getRequestHeaders())
                : doorkeeper.maySee(exchange.getRequestHeaders());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return only("GET, HEAD");
        }
        return file != null
                ? file
                : switch (path) {
                    case "/healthz" -> Reply.of("text/plain", "ok\n");
                    case "/metrics" -> Reply.of(Metrics.TYPE, metrics.scrape());
                    case "/api/status" -> Reply.json(200, StatusJson.of(status.get()));
                    case "/api/history" ->
                        Reply.json(200, history(exchange.getRequestURI().getRawQuery()));
                    default ->
                        Reply.refusal(
                                404, "there is nothing of that name; / is the page, /api/openapi.json lists the rest");
                };
    }

    private static Reply only(String methods) {
        return Reply.refusal(405, "only " + methods).with("Allow", methods);
    }

    private ObjectNode history(@Nullable String query) {
        double after = -1;
        long line = 0;
        Matcher asked = AFTER.matcher(query == null ? "" : query);
        while (asked.find()) {
            if (asked.group(1).equals("after")) {
                after = Double.parseDouble(asked.group(2));
            } else {
                line = (long) Double.parseDouble(asked.group(2));
            }
        }
        ObjectNode all = history.json(after);
        tail.write(all.putArray("log"), line);
        return all;
    }

    private Reply command(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return Reply.refusal(413, "a command is one line of at most " + LARGEST + " bytes: nothing was done");
        }
        InetAddress from = exchange.getRemoteAddress().getAddress();
        Answer answer =
                console.answerFromAfar(new String(body, StandardCharsets.UTF_8), "HTTP from " + from.getHostAddress());
        status.forget();
        return Reply.json(answer.done() ? 200 : 422, answer.json());
    }
}
