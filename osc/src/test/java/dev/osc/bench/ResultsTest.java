// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.bench.Measured.Figure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What becomes of figures: the JSON and back, the picture, the tables. */
final class ResultsTest {

    private static final Contestant COPY = Contestant.ofServer("copy", "ALGORITHM=COPY", "");
    private static final Contestant OSC = Contestant.ofOsc(Contestant.OSC, "osc", false, "");
    private static final Contestant LOADED = Contestant.ofOsc(Contestant.OSC_UNDER_LOAD, "osc, under load", true, "");
    private static final Contestant PEER =
            new Contestant("tool", "tool <&> \"a|b\"\u0000", Contestant.Kind.PEER, false, "1.0", "--fast");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void jsonIsReadBackAsItWasWritten() throws IOException {
        Path file = folder.resolve("result.json");

        ResultJson.write(result(), file);

        assertThat(ResultJson.read(file)).isEqualTo(result());
    }

    @Test
    void anotherFileIsNoResult() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"course\": {}}");

        assertThatThrownBy(() -> ResultJson.read(file)).hasMessageContaining("other.json is not what");
    }

    @Test
    void thePictureIsXmlWithABarForEachAndTheFindingsInSmallPrint() {
        Document picture = parsed(ResultPicture.of(result()));

        assertThat(texts(picture))
                .contains(
                        "ENGINE=InnoDB on mysql, 1,000 rows",
                        "500 (1.00 x)",
                        "1,000 (2.00 x)",
                        "tool <&> \"a|b\"",
                        "250 (0.50 x)",
                        "30 ms, worst second 90 ms, 3 turned away",
                        "tool <&> \"a|b\", round 2: LOST OR CHANGED ROWS: one",
                        "tool <&> \"a|b\" 1.0",
                        "bin/bench mysql");
        // the page, three bars on an idle server, one under load
        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(5);
        assertThat(picture.getElementsByTagName("path").getLength()).isEqualTo(1);
    }

    @Test
    void nobodyUnderLoadIsNoSecondChart() {
        Result idle = new Result(course(), Map.of(COPY.id(), List.of(idle(1, 2.0))), List.of());

        assertThat(texts(parsed(ResultPicture.of(idle)))).noneMatch(text -> text.contains("p99"));
    }

    @Test
    void theReadmesTable() {
        assertThat(ResultMarkdown.of(result()).lines())
                .contains(
                        "| ALGORITHM=COPY | 500 (333–500) | 1.00 (1.00–1.00) |  |  |  |  |",
                        "| osc, indexes deferred | 1,000 (667–1,000) | 2.00 (2.00–2.00) |  |  |  | 100 MiB |",
                        "| osc, under load | 500 (500–500) | 1.00 (1.00–1.00) | 10.0 → 30.0 (30.0–30.0)"
                                + " | 90 (90–90) | 2 (1205), 1 (1213) |  |");
    }

    @Test
    void theTableTellsWhatAPeerLost() {
        assertThat(ResultTable.of(result()))
                .contains("round 2, tool <&> \"a|b\"", "LOST OR CHANGED ROWS: one", "2 (1205), 1 (1213)")
                .containsPattern("transactions turned away .* 3.00 .*MISSED")
                .containsPattern("osc x ALGORITHM=COPY .*2.00 .*aim >= 1.5: reached")
                .containsPattern("worst second's p99, ms .* 90.00 .*reached");
    }

    @Test
    void roundsAreComparedWithTheirOwn() {
        // the copy has no first round, and osc no third
        Result result = new Result(
                course(),
                Map.of(
                        COPY.id(), List.of(idle(2, 3.0), idle(3, 9.0)),
                        OSC.id(), List.of(idle(1, 1.0), idle(2, 6.0))),
                List.of());

        assertThat(result.ratio(OSC.id(), Figure.SECONDS)).hasValue(new Result.Spread(0.5, 0.5, 0.5));
    }

    private static Result result() {
        return new Result(
                course(),
                Map.of(
                        COPY.id(), List.of(idle(1, 2.0), idle(2, 3.0), idle(3, 2.0)),
                        OSC.id(), List.of(osc(1, 1.0), osc(2, 1.5), osc(3, 1.0)),
                        PEER.id(), List.of(idle(1, 4.0)),
                        LOADED.id(), List.of(loaded())),
                List.of(new Result.Finding(PEER.id(), 2, "LOST OR CHANGED ROWS: one\nand more")));
    }

    private static Course course() {
        return new Course(
                "mysql",
                "ENGINE=InnoDB",
                1000,
                3,
                120,
                8,
                Duration.ofSeconds(10),
                List.of(COPY, PEER, OSC, LOADED),
                List.of(new Course.Aim(OSC.id(), COPY.id(), 1.5)),
                new Course.Origin("bin/bench mysql", 2, 24_000));
    }

    private static Measured idle(int round, double seconds) {
        return new Measured(round, Map.of(Figure.SECONDS, seconds, Figure.ROWS_A_SECOND, 1000 / seconds), Map.of(), "");
    }

    private static Measured osc(int round, double seconds) {
        return new Measured(
                round,
                Map.of(Figure.SECONDS, seconds, Figure.ROWS_A_SECOND, 1000 / seconds, Figure.OWN_PEAK, 100.0),
                Map.of(),
                "indexes deferred");
    }

    private static Measured loaded() {
        return new Measured(
                1,
                Map.of(
                        Figure.SECONDS, 2.0,
                        Figure.ROWS_A_SECOND, 500.0,
                        Figure.TX_P99_BEFORE, 10.0,
                        Figure.TX_P99_DURING, 30.0,
                        Figure.WORST_SECOND, 90.0,
                        Figure.TURNED_AWAY_DURING, 3.0),
                Map.of("1213", 1, "1205", 2),
                "");
    }

    private static Document parsed(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("no XML: " + svg, e);
        }
    }

    private static List<String> texts(Document picture) {
        var found = picture.getElementsByTagName("text");
        return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
                .map(i -> found.item(i).getTextContent())
                .toList();
    }
}
