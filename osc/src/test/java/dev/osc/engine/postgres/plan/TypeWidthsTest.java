// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypeWidthsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            integer | bigint | true
            bigint | integer | false
            smallint | numeric(5,0) | true
            integer | numeric(9,0) | false
            integer | numeric | true
            numeric(10,2) | numeric(12,2) | true
            numeric(10,2) | numeric(10,3) | false
            numeric(10,2) | numeric(12,1) | false
            numeric | numeric(12,2) | false
            numeric(10,2) | numeric | true
            character varying(20) | character varying(10) | false
            character varying(20) | character varying(20) | true
            character varying(20) | character varying(30) | true
            character varying(20) | text | true
            character varying | character varying(30) | false
            text | character varying(30) | false
            text | integer | false
            real | double precision | true
            double precision | real | false
            timestamp(3) without time zone | timestamp with time zone | false
            """)
    void knowsWhatFits(String from, String to, boolean fits) {
        assertThat(TypeWidths.takesAll(from, to)).isEqualTo(fits);
    }
}
