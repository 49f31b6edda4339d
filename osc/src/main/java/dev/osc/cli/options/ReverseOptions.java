// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.config.Reverse;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Whether a change can be undone for a while, and how that ends. */
public final class ReverseOptions {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*(s|m|h|d)");
    /** It is counted in nanoseconds, which are enough for 292 years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    @Option(
            names = "--reverse-window",
            paramLabel = "DURATION",
            description = {
                "Keep the retired table current for so long after the swap (90s, 30m, 24h, 7d), so that",
                "'osc rollback' can undo the change with no write lost. osc runs on until then. Builds a shadow table even",
                "where the server could make the change in place at once: nothing would be kept."
            })
    String window = "";

    @Option(
            names = "--rollback-when",
            paramLabel = "QUERY|URL",
            description = {
                "Undo the change by itself when, in the first minutes after the swap, this query returns true or a number",
                "other than 0, or this health check does not answer 2xx, three times in a row. May be given several times."
            })
    List<String> when = new ArrayList<>();

    @Option(
            names = "--rollback-watch",
            paramLabel = "DURATION",
            description = "How long after the swap --rollback-when is looked at (default: ${DEFAULT-VALUE}).")
    String watch = "5m";

    @Option(
            names = "--retired",
            paramLabel = "WHAT",
            description = {
                "What becomes of the retired table at the end of the window: ${COMPLETION-CANDIDATES};",
                "in steps: it is emptied chunk by chunk before it is dropped (default: ${DEFAULT-VALUE})."
            })
    Reverse.Retired retired = Reverse.Retired.KEEP;

    public void check(Mistakes mistakes) {
        if (!window.isEmpty() && !readable(window)) {
            mistakes.add("--reverse-window is a number and a unit, 90s, 30m, 24h or 7d, not '" + window + "'");
        } else if (!window.isEmpty() && (span(window).isZero() || tooLong(window))) {
            mistakes.add("--reverse-window " + window + " is not between 1s and " + LONGEST.toDays() + "d");
        }
        if (!readable(watch)) {
            mistakes.add("--rollback-watch is a number and a unit, 90s or 30m, not '" + watch + "'");
        } else if (tooLong(watch)) {
            mistakes.add("--rollback-watch " + watch + " is longer than " + LONGEST.toDays() + "d");
        }
        when.stream()
                .filter(condition -> !wellFormed(condition))
                .forEach(condition -> mistakes.add("--rollback-when: '" + condition + "' is no URL"));
        if (!when.isEmpty() && window.isEmpty()) {
            mistakes.add("--rollback-when needs a --reverse-window, in which the change can be undone");
        }
    }

    private static boolean wellFormed(String condition) {
        try {
            return !condition.matches("https?://.*") || URI.create(condition).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean tooLong(String span) {
        return span(span).compareTo(LONGEST) > 0;
    }

    private static boolean readable(String span) {
        return SPAN.matcher(span).matches();
    }

    public Reverse reverse() {
        return new Reverse(window.isEmpty() ? Duration.ZERO : span(window), when, span(watch), retired);
    }

    private static Duration span(String text) {
        Matcher span = SPAN.matcher(text.toLowerCase(Locale.ROOT));
        if (!span.matches()) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
