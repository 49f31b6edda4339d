// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.log;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which columns of a row are logged. osc needs no more than its key: every image has the primary key. */
public final class RowImageCheck implements Check {

    private static final Set<String> WHOLE_KEYS = Set.of("FULL", "NOBLOB");

    @Override
    public String name() {
        return "binlog-row-image";
    }

    @Override
    public List<Finding> look(Facts facts) {
        String image = facts.variables().get("binlog_row_image").orElse("FULL").toUpperCase(Locale.ROOT);
        if (WHOLE_KEYS.contains(image)) {
            return List.of();
        }
        Finding finding = image.equals("MINIMAL")
                ? Finding.notes(
                        "binlog_row_image is MINIMAL: rows can be carried by the primary key, or where there is none"
                                + " by the only UNIQUE key without NULL")
                : Finding.blocks(
                        ExitCode.SERVER_SETTING,
                        "binlog_row_image is " + image + ", which osc doesn't know",
                        "SET GLOBAL binlog_row_image = FULL, and let the application reconnect");
        return List.of(finding.about("binlog_row_image", image));
    }
}
