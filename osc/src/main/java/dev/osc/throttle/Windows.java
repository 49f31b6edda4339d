// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times of the week: {@code Mon-Fri 22:00-06:00 Europe/Berlin; Sat,Sun 00:00-24:00}. Without days: every day; without a zone:
 * the system's. One that ends before it begins ends on the next day; a day is the one on which it begins.
 *
 * @param typed as it was typed; empty for always
 */
public record Windows(String typed, List<Window> all) {

    public static final Windows ALWAYS = new Windows("", List.of());

    private static final Pattern FORM = Pattern.compile("(?:(?<days>[A-Za-z]{3}(?:\\s*[-,]\\s*[A-Za-z]{3})*)\\s+)?"
            + "(?<from>\\d{1,2}:\\d{2})\\s*-\\s*(?<to>\\d{1,2}:\\d{2})(?:\\s+(?<zone>\\S+))?");

    /** Where the clock is put forward a day may not have the window: the week after has it. */
    private static final int DAYS_AHEAD = 15;

    /** Lasts a day at most. */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

        public Window {
            days = Set.copyOf(days);
        }

        /** The one that begins on that day, by the wall clock of its zone. */
        private ZonedDateTime begins(LocalDate day) {
            return day.atTime(from).atZone(zone);
        }

        private ZonedDateTime ends(LocalDate day) {
            return day.plusDays(to.isAfter(from) ? 0 : 1).atTime(to).atZone(zone);
        }

        private boolean open(Instant now) {
            LocalDate today = now.atZone(zone).toLocalDate();
            return open(now, today) || open(now, today.minusDays(1));
        }

        private boolean open(Instant now, LocalDate day) {
            return days.contains(day.getDayOfWeek())
                    && !now.isBefore(begins(day).toInstant())
                    && now.isBefore(ends(day).toInstant());
        }

        private Instant next(Instant now) {
            LocalDate today = now.atZone(zone).toLocalDate();
            for (int i = 0; i < DAYS_AHEAD; i++) {
                LocalDate day = today.plusDays(i);
                Instant begins = begins(day).toInstant();
                // where the clock is put forward, a day may not have it
                boolean had = begins.isBefore(ends(day).toInstant());
                if (days.contains(day.getDayOfWeek()) && had && begins.isAfter(now)) {
                    return begins;
                }
            }
            return begins(today.plusDays(DAYS_AHEAD)).toInstant();
        }
    }

    public Windows {
        all = List.copyOf(all);
    }

    /** @throws IllegalArgumentException with a sentence for who typed it */
    public static Windows parse(String text) {
        List<Window> found = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            Matcher form = FORM.matcher(part.strip());
            if (!form.matches()) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' is no window, such as 'Mon-Fri 22:00-06:00 Europe/Berlin'");
            }
            String from = form.group("from");
            if (from.equals("24:00")) {
                throw new IllegalArgumentException(
                        "'" + from + "' is where a window can end; the next day begins at 0:00");
            }
            ZoneId zone = zone(form.group("zone"));
            found.add(new Window(days(form.group("days")), time(from), time(form.group("to")), zone));
        }
        return new Windows(text.strip(), found);
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + name + "' is no time zone, such as Europe/Berlin or UTC", e);
        }
    }

    private static LocalTime time(String text) {
        String[] parts = text.split(":", 2);
        int hour = Integer.parseInt(parts[0]);
        int minute = Integer.parseInt(parts[parts.length - 1]);
        if (hour == 24 && minute == 0) {
            return LocalTime.MIDNIGHT;
        }
        if (hour > 23 || minute > 59) {
            throw new IllegalArgumentException("'" + text + "' is no time of day");
        }
        return LocalTime.of(hour, minute);
    }

    private static Set<DayOfWeek> days(@Nullable String text) {
        if (text == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String range : text.split(",", -1)) {
            String[] ends = range.split("-", -1);
            DayOfWeek day = day(ends[0].strip());
            DayOfWeek last = day(ends[ends.length - 1].strip());
            if (ends.length > 2) {
                throw new IllegalArgumentException("'" + range + "' has more than two ends");
            }
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().startsWith(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is none of Mon, Tue, Wed, Thu, Fri, Sat, Sun"));
    }

    public boolean open(Instant now) {
        return all.isEmpty() || all.stream().anyMatch(window -> window.open(now));
    }

    /** How long until the next one opens; of those that are not open. */
    public Duration opensIn(Instant now) {
        return all.stream()
                .map(window -> Duration.between(now, window.next(now)))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Why nothing may happen now, for people: {@code outside of Mon-Fri 22:00-06:00, which opens in 3 h 12 min}. */
    public String closed(Instant now) {
        Duration left = opensIn(now).plusSeconds(59);
        return "outside of " + typed + ", which opens in "
                + (left.toHours() > 0 ? left.toHours() + " h " : "")
                + left.toMinutesPart() + " min";
    }

    @Override
    public String toString() {
        return typed;
    }
}
