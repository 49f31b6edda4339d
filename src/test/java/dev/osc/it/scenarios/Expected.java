// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.scenarios;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.ServerFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to come of a scenario on some servers, and what the message is to say.
 *
 * @param outcome as {@link Outcome} writes it
 * @param alone whether the server's own ALTER makes the change, and loses something by it
 */
record Expected(ServerFilter servers, String outcome, boolean alone, List<String> says) {

    private static final Pattern LINE =
            Pattern.compile("(?:\\[([^]]+)] )?(equal|(?:refused|error) (?:[A-Z_]+|[0-9]+))( alone)?");
    private static final String SAYS = "  says ";

    Expected {
        says = List.copyOf(says);
    }

    /** The lines of a file {@code expect}, without empty ones and comments. */
    static List<Expected> of(List<String> lines) {
        List<Expected> all = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(SAYS) && !all.isEmpty()) {
                all.add(all.removeLast().saying(line.substring(SAYS.length())));
            } else {
                all.add(one(line));
            }
        }
        return all;
    }

    private static Expected one(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expect: '" + line + "' is none of equal, refused CODE, error CODE");
        }
        ServerFilter servers = matcher.group(1) == null ? ServerFilter.EVERY : ServerFilter.of(matcher.group(1));
        String[] words = matcher.group(2).split(" ");
        String outcome = words.length == 1 ? words[0] : words[0] + " " + code(words[1]);
        return new Expected(servers, outcome, matcher.group(3) != null, List.of());
    }

    private static ExitCode code(String nameOrNumber) {
        return Arrays.stream(ExitCode.values())
                .filter(code -> nameOrNumber.equals(code.name()) || nameOrNumber.equals("" + code.number()))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("expect: no exit code is called " + nameOrNumber));
    }

    private Expected saying(String words) {
        List<String> more = new ArrayList<>(says);
        more.add(words);
        return new Expected(servers, outcome, alone, more);
    }
}
