// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A server's URL, {@code mysql://user:password@host:3306/database?ssl-mode=REQUIRED}, every part but the scheme
 * optional, so that options beside it can fill what it leaves out.
 */
public record ServerUrl(
        String product,
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> user,
        Optional<Secret> password,
        Optional<String> database,
        Map<String, String> parameters) {

    /** @throws IllegalArgumentException with a sentence for the user; it never repeats the password */
    public static ServerUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "--url can't be read as a URL (" + e.getReason() + " at character " + (e.getIndex() + 1)
                            + "); write mysql://user@host:3306/database, special characters in the password as %XX",
                    e);
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("--url must look like mysql://user@host:3306/database");
        }
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
        return new ServerUrl(
                uri.getScheme().toLowerCase(Locale.ROOT),
                Optional.of(uri.getHost().replaceAll("^\\[|\\]$", "")),
                uri.getPort() < 0 ? Optional.empty() : Optional.of(uri.getPort()),
                login.length > 0 && !login[0].isEmpty() ? Optional.of(decode(login[0])) : Optional.empty(),
                login.length > 1 ? Optional.of(new Secret(decode(login[1]))) : Optional.empty(),
                path.isEmpty() ? Optional.empty() : Optional.of(decode(path)),
                parameters(uri.getRawQuery()));
    }

    private static Map<String, String> parameters(@org.jspecify.annotations.Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] sides = pair.split("=", 2);
                parameters.put(decode(sides[0]), sides.length > 1 ? decode(sides[1]) : "");
            }
        }
        return Map.copyOf(parameters);
    }

    private static String decode(String part) {
        // '+' is a plus sign here, as in every database client
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
