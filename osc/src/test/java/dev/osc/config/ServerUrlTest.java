// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerUrlTest {

    @Test
    void allParts() {
        ServerUrl url =
                ServerUrl.parse("MySQL://us%40er:p%3Aa%2Fs%25s+w%C3%B6rd@db.example:3307/my%20shop?ssl-mode=REQUIRED");

        assertThat(url.product()).isEqualTo("mysql");
        assertThat(url.host()).contains("db.example");
        assertThat(url.port()).contains(3307);
        assertThat(url.user()).contains("us@er");
        assertThat(url.password().map(Secret::reveal)).contains("p:a/s%s+wörd");
        assertThat(url.database()).contains("my shop");
        assertThat(url.sslMode()).contains("REQUIRED");
    }

    @Test
    void onlyAHost() {
        ServerUrl url = ServerUrl.parse("mysql://db");

        assertThat(url.host()).contains("db");
        assertThat(url.port()).isEmpty();
        assertThat(url.user()).isEmpty();
        assertThat(url.password()).isEmpty();
        assertThat(url.database()).isEmpty();
        assertThat(url.sslMode()).isEmpty();
    }

    @Test
    void noHost() {
        ServerUrl url = ServerUrl.parse("postgresql:///shop");

        assertThat(url.product()).isEqualTo("postgresql");
        assertThat(url.host()).isEmpty();
        assertThat(url.port()).isEmpty();
        assertThat(url.database()).contains("shop");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://u@[::1]:3306/d, ::1",
        "mysql://u@my_db/d, my_db",
        "mysql://u:a@b@h/d, h",
        "mysql://u@10.0.0.7/d, 10.0.0.7"
    })
    void hosts(String text, String host) {
        assertThat(ServerUrl.parse(text).host()).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "mysql:shop",
                "mysql://",
                "mysql://u:s3cret@/shop",
                "mysql://u:s3cret@h:port/shop",
                "mysql://u:s3cret%@h/shop",
                "mysql://u:s3cret[@h/shop",
                "mysql://u:s3cret@h/shop?sslMode=REQUIRED"
            })
    void whatIsNone(String text) {
        assertThatThrownBy(() -> ServerUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--url ")
                .hasNoCause()
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(ServerUrl.parse("mysql://u:s3cret@h/d")).asString().doesNotContain("s3cret");
    }
}
