// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which servers are meant. Words with blanks between, of which one must fit: {@code mariadb} and {@code mysql-5.7} by the beginning
 * of the server's name, {@code mysql>=8.0.13} and {@code mysql<8} by its version, {@code mysql>=5.7.8,mysql<8} by both. No
 * word: every server.
 */
public record ServerFilter(List<String> words) {

    private static final Pattern BOUND = Pattern.compile("([a-z]+)(>=|<)([0-9.]+)");
    private static final Pattern BEGINNING = Pattern.compile("([a-z]+)(?:-([0-9.]+))?");

    public static final ServerFilter EVERY = new ServerFilter(List.of());

    public ServerFilter {
        words = List.copyOf(words);
        words.stream()
                .flatMap(word -> Arrays.stream(word.split(",", -1)))
                .filter(part -> !product(part).matches())
                .findAny()
                .ifPresent(part -> {
                    throw new IllegalArgumentException("no server is meant by '" + part + "'");
                });
    }

    public static ServerFilter of(String text) {
        return new ServerFilter(Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** A product that nobody knows yet is well meant: only its words must be. */
    private static Matcher product(String part) {
        Matcher bound = BOUND.matcher(part);
        return bound.matches() ? bound : BEGINNING.matcher(part);
    }

    /** @param server as in {@code osc.servers} */
    public boolean takes(String server) {
        return words.isEmpty()
                || words.stream()
                        .anyMatch(word -> Arrays.stream(word.split(",", -1)).allMatch(part -> fits(part, server)));
    }

    private static boolean fits(String part, String server) {
        String product = server.substring(0, server.indexOf('-'));
        int[] version = versionOf(server);
        Matcher bound = BOUND.matcher(part);
        if (bound.matches()) {
            int compared = Arrays.compare(version, version(bound.group(3)));
            return bound.group(1).equals(product) && (bound.group(2).equals("<") ? compared < 0 : compared >= 0);
        }
        Matcher beginning = BEGINNING.matcher(part);
        return beginning.matches()
                && beginning.group(1).equals(product)
                && (beginning.group(2) == null || begins(version, version(beginning.group(2))));
    }

    private static boolean begins(int[] version, int[] wanted) {
        return version.length >= wanted.length && Arrays.equals(version, 0, wanted.length, wanted, 0, wanted.length);
    }

    /** @param server as in {@code osc.servers}; an image's tag may say more */
    static int[] versionOf(String server) {
        return version(server.replaceFirst("^[^-]+-([0-9.]*[0-9]).*$", "$1"));
    }

    private static int[] version(String text) {
        return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
