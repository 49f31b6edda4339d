// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.ServerAddress;
import dev.osc.config.ServerUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs and option files of any make: an address or mistakes that can be told, and the password in neither. */
final class AddressFuzzTest {

    private static final long SEED = Long.getLong("osc.fuzz.seed", 20_261_121L);
    private static final String SECRET = "Tr0ub4dor";
    private static final List<String> BITS = List.of(
            ":",
            "/",
            "//",
            "@",
            "?",
            "&",
            "=",
            "%",
            "%zz",
            "%41",
            "%00",
            "#",
            "[",
            "]",
            "::1",
            " ",
            "+",
            "\0",
            "\n",
            "é",
            "💣",
            "\uD800",
            "99999999999",
            "65536",
            "-1",
            "ssl-mode",
            "ssl-mode=REQUIRED",
            "localhost",
            "(",
            ",",
            "mysql",
            "postgresql://",
            "[client]",
            "\"",
            "'",
            "\\",
            "\\q",
            "password=",
            "port=",
            "host=",
            "user");

    private static String text(SplittableRandom random, String from) {
        StringBuilder text = new StringBuilder(from);
        for (int n = random.nextInt(5); n > 0; n--) {
            int at = random.nextInt(text.length() + 1);
            if (random.nextInt(3) == 0) {
                text.delete(at, Math.min(text.length(), at + random.nextInt(6)));
            } else {
                text.insert(at, BITS.get(random.nextInt(BITS.size())));
            }
        }
        return text.toString();
    }

    /** What stands where the password does is one, and whole: not what damage has made a host or a parameter of. */
    private static void requireHidden(String told, String secret) {
        assertThat(told).doesNotContain(secret);
    }

    @Test
    void anyUrlIsAnAddressOrAMistake() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < Integer.getInteger("osc.fuzz.rounds", 30_000); round++) {
            ConnectionOptions options = new ConnectionOptions();
            String url = text(random, "mysql://me:" + SECRET + "@host:3306/shop?ssl-mode=REQUIRED");
            options.url = url;
            options.database = "d";
            Mistakes mistakes = new Mistakes();

            options.check(mistakes);

            try {
                String password =
                        ServerUrl.parse(url).password().map(p -> p.reveal()).orElse("");
                if (password.contains(SECRET)) {
                    requireHidden(mistakes.found().toString(), password);
                }
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).as(url).isNotBlank();
            }
            if (mistakes.none()) {
                ServerAddress address = options.address();
                assertThat(address.host()).as(url).doesNotContainPattern("[?&/=,()\\s]");
                requireHidden(address.toString(), "***");
            }
        }
    }

    @Test
    void anyOptionFileIsReadOrAMistake(@TempDir Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        String sound =
                "[mysql]\nuser=x\n[client]\nuser = me\npassword = \"" + SECRET + "\" # ours\nport=3307\nhost=h\n";
        for (int round = 0; round < Integer.getInteger("osc.fuzz.rounds", 2_000); round++) {
            ConnectionOptions options = new ConnectionOptions();
            options.defaultsFile = folder.resolve("my.cnf");
            options.database = "d";
            String text = text(random, sound);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(options.defaultsFile, bytes);
            Mistakes mistakes = new Mistakes();

            options.check(mistakes);

            if (mistakes.none()) {
                assertThat(options.address().password()).as(text).hasToString("***");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "db.example.com", "10.0.0.1", "::1", "fe80::1%eth0", "my_db-1", "größe.example"})
    void hosts(String host) {
        assertThat(ServerAddress.isHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "h?a=b",
                "h/d",
                "a,b",
                "(host=h)",
                "h#",
                "h&a=b",
                "h\n",
                "a@b",
                "[::1]",
                "h;x",
                "'",
                "${x}"
            })
    void noHosts(String text) {
        assertThat(ServerAddress.isHost(text)).isFalse();
    }
}
