// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.settings;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Finding;
import java.util.List;

/**
 * Statements that the server runs in every new session but those of powerful users. What osc depends on it sets after them; what
 * they set beside that, and what they refuse, it can't know.
 */
public final class InitConnectCheck implements Check {

    private static final int SHOWN = 100;

    @Override
    public String name() {
        return "init-connect";
    }

    @Override
    public List<Finding> look(Facts facts) {
        String sql = facts.variables().text("init_connect").strip();
        if (sql.isEmpty() || facts.server().account().grants().powerful()) {
            return List.of();
        }
        String shown = sql.length() <= SHOWN ? sql : sql.substring(0, SHOWN) + "…";
        return List.of(Finding.warns(
                        "the server runs statements of its own in each of osc's sessions (init_connect): " + shown,
                        "see that they neither fail nor limit what a session may do; or GRANT CONNECTION_ADMIN (5.7: SUPER) ON *.* TO "
                                + facts.server().account().name())
                .about("init_connect", shown));
    }
}
