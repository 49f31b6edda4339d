// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.page.Serving;
import dev.osc.page.Token;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run shows its page. */
public final class PageOptions {

    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([\\w.-]+)):(\\d{1,5})");

    @Option(
            names = "--serve-http",
            paramLabel = "HOST:PORT",
            description = {
                "Serve a page to watch and steer the run, its /metrics for Prometheus and an API, over HTTP.",
                "Other addresses than the loopback's (127.0.0.1:8080) need --serve-token-file."
            })
    @Nullable
    String http;

    @Option(
            names = "--serve-token-file",
            paramLabel = "FILE",
            description =
                    "Its first line is what who steers over HTTP must show (default: made at random, and logged once).")
    @Nullable
    Path tokenFile;

    public void check(Mistakes mistakes) {
        if (tokenFile != null) {
            try {
                Token.ofFile(tokenFile);
            } catch (IOException e) {
                mistakes.add("--serve-token-file " + tokenFile + ": " + e.getMessage());
            }
        }
        if (http == null) {
            if (tokenFile != null) {
                mistakes.add("--serve-token-file is for --serve-http, which is missing");
            }
            return;
        }
        Optional<InetSocketAddress> address = address(http);
        if (address.isEmpty()) {
            mistakes.add("--serve-http " + http + " is no address of this machine: HOST:PORT, 127.0.0.1:8080");
        } else if (tokenFile == null && !Serving.loopback(address.get())) {
            mistakes.add("--serve-http " + http + " can be reached by others, and needs --serve-token-file");
        }
    }

    /** Empty where no page was asked for. */
    public Optional<Serving> serving() {
        return Optional.ofNullable(http).flatMap(PageOptions::address).map(address -> new Serving(address, tokenFile));
    }

    static Optional<InetSocketAddress> address(String text) {
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65_535) {
            return Optional.empty();
        }
        String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
        return Optional.of(new InetSocketAddress(host, Integer.parseInt(parts.group(3))))
                .filter(address -> !address.isUnresolved());
    }
}
