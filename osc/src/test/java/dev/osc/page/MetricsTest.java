// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osc.run.Watcher;
import dev.osc.status.Status;
import dev.osc.throttle.Throttle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Prometheus reads is what {@code docs/metrics.md}, the dashboard and the alerts say. */
final class MetricsTest {

    private static final Pattern NAME = Pattern.compile("\\b(?:osc|jvm|process|system)_[a-z_]+[a-z]\\b");

    private static String page(String name) throws IOException {
        return Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", name));
    }

    private static String scraped() {
        try (Metrics metrics = new Metrics(() -> Statuses.WAITING)) {
            return metrics.scrape();
        }
    }

    /** Names and types, as {@code # TYPE} lines have them. */
    private static Map<String, String> types(String scraped) {
        return Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE)
                .matcher(scraped)
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2), (one, _) -> one, TreeMap::new));
    }

    private static Map<String, String> documented() throws IOException {
        return Pattern.compile("^\\| `([a-z_]+)(?:\\{[a-z,]+})?` \\| (gauge|counter) \\|", Pattern.MULTILINE)
                .matcher(page("metrics.md"))
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2), (one, _) -> one, TreeMap::new));
    }

    @Test
    void everyNameHasItsLine() throws IOException {
        Map<String, String> exported = types(scraped());
        exported.keySet().removeIf(name -> !name.startsWith("osc_"));
        Map<String, String> ours = documented();
        ours.keySet().removeIf(name -> !name.startsWith("osc_"));

        assertThat(ours).isEqualTo(exported).hasSizeGreaterThan(25);
    }

    @Test
    void theJvmsNamesAreThere() throws IOException {
        Map<String, String> theirs = documented();
        theirs.keySet().removeIf(name -> name.startsWith("osc_"));

        assertThat(theirs).hasSizeGreaterThan(5);
        assertThat(types(scraped())).containsAllEntriesOf(theirs);
    }

    @Test
    void dashboardAndAlertsAskForWhatIsThere() throws IOException {
        Set<String> known = documented().keySet();
        JsonNode dashboard = new JsonMapper().readTree(page("grafana/osc.json"));
        TreeSet<String> asked = new TreeSet<>();
        dashboard.findValuesAsText("expr").forEach(expression -> asked.addAll(names(expression)));
        assertThat(asked).hasSizeGreaterThan(15);
        Set<String> alerted = names(page("grafana/alerts.yaml"));
        assertThat(alerted)
                .contains("osc_stream_lag_seconds", "osc_rows_differing", "osc_throttled", "osc_log_retained_bytes");
        asked.addAll(alerted);

        assertThat(known).containsAll(asked);
    }

    /** One that has none of these Prometheus refuses, or nobody understands. */
    @Test
    void everyAlertIsWhole() throws IOException {
        List<String> alerts = List.of(page("grafana/alerts.yaml").split("(?m)^      - alert: "))
                .subList(1, 7);
        assertThat(alerts)
                .allMatch(alert ->
                        alert.matches("(?s)Osc\\w+\\n        expr: \\S.*        labels: .*summary: .*description: .*"));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void numbersAreTheStatuses() {
        assertThat(scraped())
                .contains(
                        "osc_rows_done 500.0\n",
                        "osc_rows_differing 3.0\n",
                        "osc_progress_ratio 0.5\n",
                        "osc_changes_total 70.0\n",
                        "osc_stream_lag_seconds 0.25\n",
                        "osc_log_retained_bytes 4096.0\n",
                        "osc_throttled 1.0\n",
                        "osc_throttled_seconds_total 12.5\n",
                        "osc_throttle_source_value{source=\"max-load\"} 31.0\n",
                        "osc_throttle_source_limit{source=\"max-load\"} 25.0\n",
                        "osc_throttle_source_over{source=\"throttle-http\"} 0.0\n",
                        "osc_throttle_source_readable{source=\"throttle-query\"} 0.0\n",
                        "osc_phase{phase=\"copy\"} 1.0\n",
                        "osc_phase{phase=\"verify\"} 0.0\n",
                        "osc_swap_postponed 1.0\n",
                        "osc_eta_error_seconds 5.0\n")
                .doesNotContain("osc_throttle_source_value{source=\"throttle-http\"}");
        assertThat(scraped().lines().filter(line -> line.startsWith("osc_phase{")))
                .hasSize(Watcher.Phase.values().length);
    }

    @Test
    void aSourcesNumberIsThePresentOne() {
        double[] load = {31};
        try (Metrics metrics = new Metrics(() -> Statuses.at(1, loaded(load[0])))) {
            assertThat(metrics.scrape()).contains("value{source=\"max-load\"} 31.0\n", "osc_throttled 1.0\n");
            load[0] = 12;
            assertThat(metrics.scrape()).contains("value{source=\"max-load\"} 12.0\n", "osc_throttled 0.0\n");
        }
    }

    private static Status.Waiting loaded(double load) {
        boolean over = load > 25;
        return new Status.Waiting(
                over, "", 0, List.of(new Throttle.Line("max-load", "Threads_running", over, true, load, 25.0)));
    }

    /** A source that is gone is gone, and what nobody knows yet is not 0. */
    @Test
    void whatNobodyKnowsIsLeftOut() {
        boolean[] early = {false};
        try (Metrics metrics = new Metrics(() -> early[0] ? Statuses.BEGINNING : Statuses.WAITING)) {
            assertThat(metrics.scrape()).contains("max-load");
            early[0] = true;

            String scraped = metrics.scrape();

            assertThat(scraped.lines().filter(line -> !line.startsWith("#")))
                    .noneMatch(line -> line.contains("max-load") || (line.contains("NaN") && line.startsWith("osc")))
                    .noneMatch(line -> line.startsWith("osc_stream_lag") || line.startsWith("osc_eta"))
                    .contains("osc_throttled 0.0");
        }
    }
}
