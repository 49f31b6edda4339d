// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the page lets in. */
final class DoorkeeperTest {

    @TempDir
    Path folder;

    @Test
    void aCommandTakesTheToken() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            Served.Answered done = served.post("pause");
            assertThat(done.status()).isEqualTo(200);
            assertThat(done.body()).isEqualTo("{\"done\":true,\"lines\":[\"the run waits\"]}");
            assertThat(served.heard).containsExactly("pause by HTTP from 127.0.0.1");
            assertThat(served.post("speed=fast").status()).isEqualTo(422);
            served.heard.clear();

            String text = "Content-Type: text/plain";
            assertThat(served.ask("POST /api/command", "pause", text).status()).isEqualTo(401);
            for (String wrong : new String[] {
                "Bearer", "Bearer ", "Bearer x", "Basic " + Served.TOKEN, Served.TOKEN, "Bearer " + Served.TOKEN + "x"
            }) {
                assertThat(served.ask("POST /api/command", "pause", text, "Authorization: " + wrong)
                                .status())
                        .as(wrong)
                        .isEqualTo(401);
            }
            String right = "Authorization: Bearer " + Served.TOKEN;
            assertThat(served.ask("POST /api/command", "pause", text, right, right)
                            .status())
                    .isEqualTo(401);
            assertThat(served.ask("POST /api/command?token=" + Served.TOKEN, "pause", text)
                            .status())
                    .isEqualTo(401);
            assertThat(served.ask("GET /api/command", "", right, text).status()).isEqualTo(405);
            assertThat(served.heard).isEmpty();
        }
    }

    @Test
    void anotherSitesPageMayNotSteer() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            String own = "http://127.0.0.1:" + served.port();
            assertThat(served.post("speed=1", "Origin: " + own, "Sec-Fetch-Site: same-origin")
                            .status())
                    .isEqualTo(200);
            served.heard.clear();

            assertThat(served.post("pause", "Origin: http://evil.example").status())
                    .isEqualTo(403);
            assertThat(served.post("pause", "Origin: null").status()).isEqualTo(403);
            assertThat(served.post("pause", "Origin: http://127.0.0.1:1").status())
                    .isEqualTo(403);
            assertThat(served.post("pause", "Sec-Fetch-Site: cross-site").status())
                    .isEqualTo(403);
            assertThat(served.post("pause", "Sec-Fetch-Site: same-site").status())
                    .isEqualTo(403);
            String right = "Authorization: Bearer " + Served.TOKEN;
            for (String form : new String[] {
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "text/plain; charset=utf-16",
                "text/plainer",
                ""
            }) {
                assertThat(served.ask("POST /api/command", "pause", right, "Content-Type: " + form)
                                .status())
                        .as(form)
                        .isEqualTo(415);
            }
            assertThat(served.heard).isEmpty();
        }
    }

    @Test
    void bodiesAreSmall() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            assertThat(served.post("x".repeat(8_193)).status()).isEqualTo(413);
            assertThat(served.post("x".repeat(60_000)).status()).isEqualTo(413);
            assertThat(served.post("x".repeat(8_000)).body()).contains("nothing was done");
            assertThat(served.heard).isEmpty();
        }
    }

    /** A name of somebody else's that means 127.0.0.1 is not this machine's. */
    @Test
    void onTheLoopbackOnlyItsOwnNamesAreKnown() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            for (String own :
                    new String[] {"localhost", "localhost:9000", "127.0.0.1", "127.1.2.3:80", "[::1]:8080", "LocalHost"
                    }) {
                assertThat(served.get("/api/status", "Host: " + own).status())
                        .as(own)
                        .isEqualTo(200);
            }
            for (String other : new String[] {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "evil.example:80",
                "127.0.0.1@evil",
                "10.0.0.1",
                ""
            }) {
                for (String path : new String[] {"/", "/healthz", "/metrics", "/api/status", "/api/history"}) {
                    assertThat(served.get(path, "Host: " + other).status())
                            .as(other + path)
                            .isEqualTo(421);
                }
                assertThat(served.post("pause", "Host: " + other).status())
                        .as(other)
                        .isEqualTo(421);
            }
            assertThat(served.heard).isEmpty();
        }
    }

    @Test
    void elsewhereReadingTakesTheTokenToo() throws IOException {
        try (Served served = Served.forOthers(folder)) {
            String right = "Authorization: Bearer " + Served.TOKEN;
            for (String path : new String[] {"/metrics", "/api/status", "/api/history", "/nothing"}) {
                assertThat(served.get(path).status()).as(path).isEqualTo(401);
                assertThat(served.get(path, right).status()).as(path).isNotEqualTo(401);
            }
            assertThat(served.get("/api/status", right, "Host: db1.example:8080")
                            .status())
                    .isEqualTo(200);
            assertThat(served.get("/").status()).isEqualTo(200);
            assertThat(served.get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    void aTokenFileIsItsOwnersAlone() throws IOException {
        Path file = Served.tokenFile(folder, Served.TOKEN + "\n");
        assertThat(Token.ofFile(file).is(Served.TOKEN)).isTrue();
        assertThat(Token.ofFile(file)).hasToString("***");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(assertThrows(IOException.class, () -> Token.ofFile(file)))
                .hasMessage("others may read it: 'chmod 600 " + file + "'");

        for (String text :
                new String[] {"", "\n" + Served.TOKEN, "short", "with blank in it that is long", "ü".repeat(20)}) {
            assertThat(assertThrows(IOException.class, () -> Token.ofFile(Served.tokenFile(folder, text))))
                    .hasMessageStartingWith("its first line is none: a token has 16 to 256 letters");
        }
        assertThat(assertThrows(IOException.class, () -> Token.ofFile(folder.resolve("none"))))
                .hasMessage("it can't be read");
    }
}
