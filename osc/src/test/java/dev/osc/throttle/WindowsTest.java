// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** In 2026 Berlin's clocks go forward on Sunday, 29 March, and back on Sunday, 25 October. */
final class WindowsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant berlin(String wall) {
        return LocalDateTime.parse(wall).atZone(BERLIN).toInstant();
    }

    private static boolean open(String windows, String wall) {
        return Windows.parse(windows).open(berlin(wall));
    }

    private static Duration opensIn(String windows, String instant) {
        return Windows.parse(windows).opensIn(Instant.parse(instant));
    }

    @Test
    void noneIsAlways() {
        assertThat(Windows.ALWAYS.open(Instant.EPOCH)).isTrue();
        assertThat(Windows.ALWAYS.toString()).isEmpty();
    }

    /** 2026-03-02 is a Monday. */
    @Test
    void fromItsBeginningUpToItsEnd() {
        String office = "Mon-Fri 09:00-17:30 Europe/Berlin";

        assertThat(open(office, "2026-03-02T08:59:59")).isFalse();
        assertThat(open(office, "2026-03-02T09:00:00")).isTrue();
        assertThat(open(office, "2026-03-06T17:29:59")).isTrue();
        assertThat(open(office, "2026-03-06T17:30:00")).isFalse();
        assertThat(open(office, "2026-03-07T12:00:00")).isFalse();
    }

    /** The day is the one on which it begins. */
    @Test
    void overMidnight() {
        String nights = "Mon-Fri 22:00-06:00 Europe/Berlin";

        assertThat(open(nights, "2026-03-02T05:00:00")).as("Monday, early").isFalse();
        assertThat(open(nights, "2026-03-02T22:00:00")).isTrue();
        assertThat(open(nights, "2026-03-03T05:59:59")).isTrue();
        assertThat(open(nights, "2026-03-07T05:00:00"))
                .as("Friday's, on Saturday")
                .isTrue();
        assertThat(open(nights, "2026-03-07T22:00:00")).isFalse();
        assertThat(open(nights, "2026-03-08T05:00:00")).isFalse();
    }

    @Test
    void wholeDaysAndThoseAcrossTheWeeksEnd() {
        String weekend = "Sat,Sun 00:00-24:00 Europe/Berlin";
        assertThat(open(weekend, "2026-03-06T23:59:59")).isFalse();
        assertThat(open(weekend, "2026-03-07T00:00:00")).isTrue();
        assertThat(open(weekend, "2026-03-08T23:59:59")).isTrue();
        assertThat(open(weekend, "2026-03-09T00:00:00")).isFalse();

        String around = "fri - MON 10:00-10:00 Europe/Berlin";
        assertThat(open(around, "2026-03-06T09:59:59")).isFalse();
        assertThat(open(around, "2026-03-10T09:59:59"))
                .as("a day from Monday on")
                .isTrue();
        assertThat(open(around, "2026-03-10T10:00:00")).isFalse();
        assertThat(open("Mon, Wed-Thu 1:00-2:00 Europe/Berlin", "2026-03-05T01:30:00"))
                .isTrue();
        assertThat(open("Mon, Wed-Thu 1:00-2:00 Europe/Berlin", "2026-03-03T01:30:00"))
                .isFalse();
    }

    @Test
    void oneOfSeveralIsEnough() {
        String two = "01:00-02:00 UTC; Tue 12:00-13:00 Asia/Kolkata";

        assertThat(open(two, "2026-03-02T02:30:00")).isTrue();
        assertThat(open(two, "2026-03-03T08:00:00"))
                .as("12:30 in India, on Tuesday")
                .isTrue();
        assertThat(open(two, "2026-03-02T08:00:00")).isFalse();
        assertThat(opensIn(two, "2026-03-03T05:30:00Z")).isEqualTo(Duration.ofHours(1));
        assertThat(opensIn(two, "2026-03-02T05:30:00Z")).isEqualTo(Duration.ofMinutes(19 * 60 + 30));
    }

    @Test
    void theNightIsShorterWhenClocksGoForward() {
        String nights = "Sat 22:00-06:00 Europe/Berlin";

        assertThat(open(nights, "2026-03-29T05:59:59")).isTrue();
        assertThat(open(nights, "2026-03-29T06:00:00")).isFalse();
        assertThat(Duration.between(berlin("2026-03-28T22:00:00"), berlin("2026-03-29T06:00:00")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(opensIn("06:00-07:00 Europe/Berlin", "2026-03-28T22:00:00Z")).isEqualTo(Duration.ofHours(6));
    }

    /** One whose times that night does not have is left out; the next day's comes. */
    @Test
    void aWindowInTheGapIsShorterOrNone() {
        String into = "02:30-04:00 Europe/Berlin";
        assertThat(Windows.parse(into).open(Instant.parse("2026-03-29T01:29:59Z")))
                .isFalse();
        assertThat(Windows.parse(into).open(Instant.parse("2026-03-29T01:30:00Z")))
                .as("3:30")
                .isTrue();
        assertThat(Windows.parse(into).open(Instant.parse("2026-03-29T02:00:00Z")))
                .isFalse();

        String inside = "02:30-03:00 Europe/Berlin";
        for (int minute = 0; minute < 24 * 60; minute++) {
            Instant at = Instant.parse("2026-03-28T23:00:00Z").plusSeconds(minute * 60L);
            assertThat(Windows.parse(inside).open(at)).as("%s", at).isFalse();
        }
        assertThat(opensIn(inside, "2026-03-29T00:00:00Z")).isEqualTo(Duration.ofMinutes(24 * 60 + 30));
    }

    @Test
    void anHourThatComesTwiceIsBothTimesInside() {
        String nights = "Sat 22:00-06:00 Europe/Berlin";

        assertThat(open(nights, "2026-10-25T05:59:59")).isTrue();
        assertThat(Windows.parse("01:30-03:00 Europe/Berlin").open(Instant.parse("2026-10-25T01:59:59Z")))
                .as("2:59 of winter time")
                .isTrue();
        assertThat(Windows.parse("01:30-03:00 Europe/Berlin").open(Instant.parse("2026-10-25T02:00:00Z")))
                .isFalse();
        assertThat(opensIn("06:00-07:00 Europe/Berlin", "2026-10-24T20:00:00Z")).isEqualTo(Duration.ofHours(9));
    }

    @Test
    void untilTheNextOneOpens() {
        assertThat(opensIn("Mon 10:00-11:00 UTC", "2026-03-02T11:00:00Z")).isEqualTo(Duration.ofHours(7 * 24 - 1));
        assertThat(opensIn("10:00-11:00 UTC", "2026-03-02T09:59:59Z")).isEqualTo(Duration.ofSeconds(1));
        assertThat(Windows.parse("22:00-06:00 UTC").closed(Instant.parse("2026-03-02T18:48:30Z")))
                .isEqualTo("outside of 22:00-06:00 UTC, which opens in 3 h 12 min");
        assertThat(Windows.parse("22:00-06:00 UTC").closed(Instant.parse("2026-03-02T21:59:30Z")))
                .endsWith("opens in 1 min");
    }

    @Test
    void isTypedAsItWasTyped() {
        String typed = "Mon-Fri 22:00-06:00 Europe/Berlin;  Sat,Sun 00:00-24:00";

        assertThat(Windows.parse(" " + typed + " ")).hasToString(typed);
        assertThat(Windows.parse("10:00-11:00").all().getFirst().zone()).isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void whatIsNoWindowIsRefused() {
        for (String bad : new String[] {
            "",
            ";",
            "now",
            "10:00",
            "10-11",
            "10:00-11:00;",
            "25:00-26:00",
            "10:60-11:00",
            "10:00-24:01",
            "24:00-06:00",
            "Mo 10:00-11:00",
            "Mon- 10:00-11:00",
            "Mon-Wed-Fri 10:00-11:00",
            "Xyz 10:00-11:00",
            "10:00-11:00 Mars/Base",
            "10:00-11:00 UTC UTC",
            "-1:00-11:00"
        }) {
            assertThat(assertThrows(IllegalArgumentException.class, () -> Windows.parse(bad), bad))
                    .message()
                    .isNotBlank()
                    .contains("'");
        }
    }

    /** The Sunday of the change has no such hour; the next one does. */
    @Test
    void aWindowThatADayDoesNotHave() {
        Windows nightly = Windows.parse("Sun 02:00-03:00 Europe/Berlin");

        assertThat(nightly.closed(Instant.parse("2026-03-23T12:00:00Z")))
                .isEqualTo("outside of Sun 02:00-03:00 Europe/Berlin, which opens in 300 h 0 min");
        assertThat(nightly.open(Instant.parse("2026-03-29T01:30:00Z"))).isFalse();
        assertThat(nightly.open(Instant.parse("2026-04-05T00:30:00Z"))).isTrue();
    }
}
