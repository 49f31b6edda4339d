// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Picks the names that a misspelt one may have meant. */
public final class NearestNames {

    private static final int MOST = 3;

    private NearestNames() {}

    /** Up to three of the names, most alike first: a few edits away, or one containing the other. */
    public static List<String> of(String wanted, List<String> names) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        int reach = lower.length() <= 3 ? 1 : Math.max(2, lower.length() / 3);
        record Scored(String name, int distance) {}
        return names.stream()
                .map(name -> new Scored(name, score(lower, name.toLowerCase(Locale.ROOT))))
                .filter(scored -> scored.distance() <= reach)
                .sorted(Comparator.comparingInt(Scored::distance))
                .limit(MOST)
                .map(Scored::name)
                .toList();
    }

    private static int score(String wanted, String name) {
        boolean within =
                Math.min(wanted.length(), name.length()) >= 3 && (name.contains(wanted) || wanted.contains(name));
        return within ? 1 : edits(wanted, name);
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int kept = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(kept, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
