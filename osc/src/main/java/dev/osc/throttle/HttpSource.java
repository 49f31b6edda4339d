// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The run waits while a page answers anything but 2xx. */
public final class HttpSource implements Source {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Thresholds.Page> page;
    private @Nullable HttpClient client;

    public HttpSource(Supplier<Thresholds.Page> page) {
        this.page = page;
    }

    @Override
    public String name() {
        return "throttle-http";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Reading read() throws IOException, InterruptedException {
        URI asked = page.get().address();
        if (asked == null) {
            return Reading.NOT_WANTED;
        }
        HttpRequest request = HttpRequest.newBuilder(asked)
                .timeout(PATIENCE)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        if (client == null) {
            client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        }
        int code = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return new Reading("answers " + code, code / 100 != 2);
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
