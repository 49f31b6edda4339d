// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.plan.WayBack;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written down comes back the same, and of what is damaged nothing is believed that is not there. */
final class SavedRunTest {

    private static final long SEED = Long.getLong("osc.fuzz.seed", 20_261_121L);

    private static final SavedRun SAVED = new SavedRun(
            SavedRun.VERSION,
            "dd00",
            "6f9619ff",
            "binlog.000001:4;gtids=3E11FA47:1-5",
            "00000000000003e8",
            false,
            null,
            List.of("  KEY `a\"b\\` (`größe 💣`)", "CREATE INDEX \"x\n\" ON t (a)"),
            new SavedReverse(
                    3600,
                    "2026-01-02T03:04:05Z",
                    true,
                    new WayBack(
                            Map.of("now", "before"),
                            Map.of("i_osc_old", "i"),
                            List.of("ADD CHECK (a > 0)"),
                            List.of("f"))),
            12,
            Long.MAX_VALUE,
            0,
            "waits: max-load: \"31\"");

    @Test
    void comesBackTheSame() throws SavedRun.UnreadableException {
        assertThat(SavedRun.parse(SAVED.text())).isEqualTo(SAVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "1",
                "[]",
                "{}",
                "{\"version\":1}",
                "{\"version\":\"1\"}",
                "{\"version\":1,\"definition\":\"\",\"server\":\"\",\"position\":\"\",\"deferred\":[null],\"allCopied\":false,"
                        + "\"rowsCopied\":1,\"changes\":1,\"keysFlushed\":1}",
                "{\"version\":1,\"definition\":\"\",\"server\":\"\",\"position\":\"\",\"allCopied\":false,\"rowsCopied\":1,"
                        + "\"changes\":1,\"keysFlushed\":1}",
                "{\"version\":99999999999999999999}"
            })
    void whatLacksAPartIsRefused(String text) {
        assertThatThrownBy(() -> SavedRun.parse(text)).isInstanceOf(SavedRun.UnreadableException.class);
    }

    @Test
    void deepAndLongTextsAreRefused() {
        for (String text :
                List.of("[".repeat(100_000), "{\"version\":" + "9".repeat(100_000), "{\"a\":".repeat(50_000))) {
            assertThatThrownBy(() -> SavedRun.parse(text)).isInstanceOf(SavedRun.UnreadableException.class);
        }
    }

    @Test
    void damagedOnesAreReadOrRefused() {
        SplittableRandom random = new SplittableRandom(SEED);
        String sound = SAVED.text();
        for (int round = 0; round < Integer.getInteger("osc.fuzz.rounds", 20_000); round++) {
            StringBuilder text = new StringBuilder(sound);
            for (int n = random.nextInt(1, 4); n > 0 && !text.isEmpty(); n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, "{}[]\",:\\0-eE.null\0".charAt(random.nextInt(18)));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 30)));
                    case 2 -> text.insert(at, text.substring(0, random.nextInt(text.length())));
                    default -> text.setLength(at);
                }
            }
            try {
                SavedRun read = SavedRun.parse(text.toString());
                assertThat(SavedRun.parse(read.text())).as("%s", text).isEqualTo(read);
            } catch (SavedRun.UnreadableException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
