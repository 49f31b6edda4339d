// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of a real run in a real browser, by keyboard alone. What it looks like goes to {@code target/page}. */
final class BrowserTest {

    private static final Path SEEN = Path.of("target", "page");
    private static final int STOPS = 60;

    /** Waits for what the page shows. */
    private static void until(ServedRun run, Browser browser, String css, String text)
            throws SQLException, IOException, InterruptedException {
        run.until(() -> shows(browser, css, text));
    }

    private static boolean shows(Browser browser, String css, String text) throws IOException {
        try {
            return browser.text(css).contains(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Goes on by the tabulator until an element has the focus. */
    private static void tabTo(Browser browser, String css) throws IOException, InterruptedException {
        for (int i = 0; i < STOPS; i++) {
            browser.press(Browser.TAB);
            if (browser.script("return document.activeElement.matches('" + css + "')")
                    .asBoolean()) {
                assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle")
                                .asText())
                        .as("the focus is seen on " + css)
                        .isEqualTo("solid");
                return;
            }
        }
        throw new AssertionError("no way to " + css + " by the keyboard");
    }

    @Alone
    @OnEachServer(only = "mysql-8.0.15")
    void isReadAndSteered(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema;
                ServedRun run = new ServedRun(schema, schema.url(), Map.of());
                Browser browser = new Browser()) {
            browser.open(run.url() + "#token=" + ServedRun.TOKEN);
            until(run, browser, "#phase", "Swap postponed");
            assertThat(browser.script("return location.href").asText()).isEqualTo(run.url());
            assertThat(browser.text("#table")).isEqualTo(schema.name() + ".orders");
            assertThat(browser.text("#change")).contains("'<b>bold</b>'");
            assertThat(browser.text("#rows")).contains("rows copied");
            until(run, browser, "#swap", "The swap will wait: ");
            until(run, browser, "#log", "the swap waits: ");
            assertThat(browser.text("#sources")).contains("no throttle is set");

            isTold(browser);
            looks(browser);

            tabTo(browser, "[data-command=pause]");
            browser.press(Browser.ENTER);
            until(run, browser, "#said", "the run waits");
            until(run, browser, "#state", "Waiting for operator");
            until(run, browser, "#state-detail", "paused by HTTP from 127.0.0.1");
            until(run, browser, "#sources", "over, waits");
            until(run, browser, "#timeline-now", "once");
            browser.press(Browser.TAB, Browser.ENTER);
            until(run, browser, "#state", "Not throttled");

            tabTo(browser, "#line");
            browser.type("chunk-time=70");
            browser.press(Browser.ENTER);
            until(run, browser, "#said", "chunk-time = 70");
            until(run, browser, "#chunk-target", "aim 70");
            assertThat(browser.complaints()).isEmpty();

            swaps(run, browser);
        }
    }

    /** Not before somebody has said so twice. */
    private static void swaps(ServedRun run, Browser browser) throws SQLException, IOException, InterruptedException {
        tabTo(browser, "[data-command=cut-over]");
        browser.press(Browser.ENTER);
        assertThat(browser.text("#ask")).contains("Swap the tables?", ".orders");
        assertThat(browser.script("return document.activeElement.id").asText()).isEqualTo("ask-no");
        browser.screenshot(SEEN.resolve("ask.png"));
        browser.press(Browser.ESCAPE);
        assertThat(browser.script("return document.getElementById('ask').open").asBoolean())
                .isFalse();
        assertThat(run.status().path("phase").asText()).isEqualTo("postponed");

        assertThat(browser.script("return document.activeElement.dataset.command")
                        .asText())
                .isEqualTo("cut-over");
        browser.press(Browser.ENTER);
        browser.press(Browser.TAB, Browser.ENTER);
        run.ended().endsWith(ExitCode.DONE);
        for (int i = 0; i < 600 && !browser.text("#link").contains("no answer since"); i++) {
            browser.script("return new Promise(done => setTimeout(done, 100))");
        }
        assertThat(browser.text("#link")).contains("no answer since");
        assertThat(browser.text("#table")).endsWith(".orders");
    }

    /** What a screen reader makes of it. */
    private static void isTold(Browser browser) throws IOException, InterruptedException {
        assertThat(browser.told("header, main, footer"))
                .hasSize(3)
                .allMatch(told -> told.matches("(banner|main|contentinfo): .*"));
        assertThat(browser.told("main > section"))
                .containsExactly(
                        "region: Swap postponed",
                        "region: Key figures",
                        "region: Steer",
                        "region: Course",
                        "region: What it watches",
                        "region: Log");
        assertThat(browser.told(".steer button, .steer input"))
                .containsExactly(
                        "button: Pause",
                        "button: Resume",
                        "button: Postpone swap",
                        "button: Cut over…",
                        "textbox: Console",
                        "button: Send");
        List<String> shown = new ArrayList<>(browser.told("button, input, summary, a, progress, canvas, svg[role]"));
        shown.removeIf(told -> told.startsWith("none") || told.startsWith("generic"));
        assertThat(shown).hasSizeGreaterThan(20).allMatch(told -> told.matches("(?s)\\S+: .+"));
        assertThat(browser.told("canvas"))
                .hasSize(6)
                .allMatch(told -> told.matches("(?s)(img|image): .* over time, now .*"));
        assertThat(browser.script("return [...document.querySelectorAll('[aria-live=polite]')].map(e => e.id).join()")
                        .asText())
                .contains("phase", "state", "swap", "said");
        browser.script("document.querySelectorAll('.charts details').forEach(each => each.open = true)");
        browser.script("return new Promise(done => setTimeout(done, 1500))");
        assertThat(browser.script(
                                "return Math.min(...[...document.querySelectorAll('.grid tbody')].map(e => e.rows.length))")
                        .asInt())
                .as("rows of the tables behind the charts")
                .isPositive();
        browser.script("document.querySelectorAll('.charts details').forEach(each => each.open = false)");
    }

    /** Light and dark, wide and narrow: nothing stands out to the side, and nothing is too faint to be read. */
    private static void looks(Browser browser) throws IOException, InterruptedException {
        for (String scheme : List.of("light", "dark")) {
            browser.devTools(
                    "Emulation.setEmulatedMedia",
                    "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
            browser.size(1200, 1000);
            browser.screenshot(SEEN.resolve(scheme + ".png"));
            assertThat(browser.script(FAINT)).as(scheme).isEmpty();
            browser.size(390, 844);
            browser.screenshot(SEEN.resolve(scheme + "-phone.png"));
            assertThat(browser.script("return document.documentElement.scrollWidth")
                            .asInt())
                    .as("width on a phone")
                    .isLessThanOrEqualTo(390);
        }
        browser.size(1200, 1000);
    }

    /** Texts whose contrast to what is behind them is below WCAG's 4.5 to 1, with the number. */
    private static final String FAINT = """
            const number = color => {
              const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
              return { rgb: [r, g, b], a };
            };
            const light = rgb => rgb.map(c => c / 255).map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
              .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = element => {
              for (let at = element; at; at = at.parentElement) {
                const color = number(getComputedStyle(at).backgroundColor);
                if (color.a === 1) return color.rgb;
              }
              return [255, 255, 255];
            };
            const faint = [];
            for (const element of document.querySelectorAll('body *')) {
              const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
              if (!own || element.checkVisibility() === false || element.closest('dialog:not([open]), .unseen, noscript')) continue;
              const one = light(number(getComputedStyle(element).color).rgb) + 0.05;
              const other = light(behind(element)) + 0.05;
              const contrast = Math.max(one, other) / Math.min(one, other);
              if (contrast < 4.5) faint.push(`${element.outerHTML.slice(0, 80)}: ${contrast.toFixed(2)}`);
            }
            return faint;
            """;

    /** Who comes without the token reads; he is asked for it when he steers, and again when it was wrong. */
    @Alone
    @OnEachServer(only = "mysql-8.0.15")
    void theTokenIsAskedFor(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema;
                ServedRun run = new ServedRun(schema, schema.url(), Map.of());
                Browser browser = new Browser()) {
            browser.open(run.url());
            until(run, browser, "#phase", "Swap postponed");
            tabTo(browser, "[data-command=postpone]");
            browser.press(Browser.ENTER);
            until(run, browser, "#token", "The run's token");
            browser.type("not-the-token");
            browser.press(Browser.ENTER);
            until(run, browser, "#token", "That was not the token.");
            assertThat(run.status().path("swapWaitsFor").asText()).endsWith("is there");
            browser.type(ServedRun.TOKEN);
            browser.press(Browser.ENTER);
            until(run, browser, "#said", "the swap waits");
            until(run, browser, "#swap", "it was postponed by HTTP from 127.0.0.1");
            assertThat(browser.complaints())
                    .allMatch(line -> line.contains("401"))
                    .hasSize(1);
        }
    }
}
