// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
        Optional<String> sslMode) {

    private static final String SSL_MODE = "ssl-mode";

    /** By hand: {@link URI#getHost} knows no host with an underscore, and containers' networks have such. */
    private static final Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::([0-9]{1,5}))?");

    /** @throws IllegalArgumentException with a sentence for the user; neither it nor its cause repeats the password */
    public static ServerUrl parse(String text) {
        URI uri = uri(text);
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String[] login = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
        Matcher place = PLACE.matcher(authority.substring(at + 1));
        boolean local = authority.isEmpty()
                && String.valueOf(uri.getRawSchemeSpecificPart()).startsWith("///");
        if (uri.getScheme() == null || !(place.matches() || local)) {
            throw new IllegalArgumentException("--url must look like " + Scheme.forms());
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return new ServerUrl(
                Scheme.of(scheme).map(Scheme::product).orElse(scheme),
                local ? Optional.empty() : Optional.of(place.group(1).replaceAll("^\\[|]$", "")),
                local ? Optional.empty() : Optional.ofNullable(place.group(2)).map(Integer::valueOf),
                login.length > 0 && !login[0].isEmpty() ? Optional.of(decode(login[0])) : Optional.empty(),
                login.length > 1 ? Optional.of(new Secret(decode(login[1]))) : Optional.empty(),
                path.isEmpty() ? Optional.empty() : Optional.of(decode(path)),
                sslMode(uri.getRawQuery()));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // not kept as the cause: its message repeats the text
            throw new IllegalArgumentException(
                    "--url can't be read as a URL (" + e.getReason() + " at character " + (e.getIndex() + 1)
                            + "); write " + Scheme.forms() + ", special characters in the password as %XX");
        }
    }

    /** A parameter that nobody reads would be a wish that nobody grants, encryption perhaps. */
    private static Optional<String> sslMode(@Nullable String query) {
        Optional<String> mode = Optional.empty();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] sides = pair.split("=", 2);
            if (!decode(sides[0]).equals(SSL_MODE)) {
                throw new IllegalArgumentException(
                        "--url has a parameter '" + decode(sides[0]) + "'; osc knows only " + SSL_MODE);
            }
            mode = Optional.of(sides.length > 1 ? decode(sides[1]) : "");
        }
        return mode;
    }

    private static String decode(String part) {
        // '+' is a plus sign here, as in every database client
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
