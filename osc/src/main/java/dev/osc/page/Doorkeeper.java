// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may see, and who may steer. On the loopback everybody of this machine may see, if he asked for this machine: a page of
 * somebody else's, whose name was made to mean 127.0.0.1 (DNS rebinding), did not. Elsewhere seeing takes the token. Steering takes
 * it always, and a browser must not do it for another site's page. Immutable.
 */
final class Doorkeeper {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]+)(:\\d{1,5})?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern TEXT = Pattern.compile("text/plain(\\s*;\\s*charset=\"?utf-8\"?)?");

    private final boolean onLoopback;
    private final String name;
    private final Token token;

    Doorkeeper(Serving serving, Token token) {
        this.onLoopback = serving.onLoopback();
        this.name = serving.address().getHostString().toLowerCase(Locale.ROOT);
        this.token = token;
    }

    /** For what says nothing of the run. */
    Optional<Reply> mayKnock(Headers asked) {
        String host = one(asked, "Host");
        var parts = HOST.matcher(host == null ? "" : host.toLowerCase(Locale.ROOT));
        boolean known = parts.matches()
                && (!onLoopback
                        || LOOPBACK.matcher(parts.group(1)).matches()
                        || parts.group(1).equals(name));
        return known ? Optional.empty() : Optional.of(Reply.refusal(421, "this is not the host that was asked for"));
    }

    Optional<Reply> maySee(Headers asked) {
        return mayKnock(asked).or(() -> onLoopback ? Optional.empty() : withToken(asked));
    }

    Optional<Reply> maySteer(Headers asked) {
        return mayKnock(asked).or(() -> withToken(asked)).or(() -> ofThisPage(asked));
    }

    private Optional<Reply> withToken(Headers asked) {
        String shown = one(asked, "Authorization");
        return shown != null
                        && shown.regionMatches(true, 0, "Bearer ", 0, 7)
                        && token.is(shown.substring(7).strip())
                ? Optional.empty()
                : Optional.of(Reply.refusal(401, "this takes the token: header 'Authorization: Bearer …'")
                        .with("WWW-Authenticate", "Bearer"));
    }

    private static Optional<Reply> ofThisPage(Headers asked) {
        String origin = one(asked, "Origin");
        String host = one(asked, "Host");
        String site = one(asked, "Sec-Fetch-Site");
        if ((origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host))
                || (site != null && !site.equals("same-origin") && !site.equals("none"))) {
            return Optional.of(Reply.refusal(403, "this was asked for by another site's page"));
        }
        String type = one(asked, "Content-Type");
        return type != null && TEXT.matcher(type.toLowerCase(Locale.ROOT)).matches()
                ? Optional.empty()
                : Optional.of(Reply.refusal(415, "a command is one line of Content-Type text/plain"));
    }

    /** Two of a kind are none. */
    private static @Nullable String one(Headers asked, String header) {
        List<String> all = asked.get(header);
        return all == null || all.size() != 1 ? null : all.getFirst();
    }
}
