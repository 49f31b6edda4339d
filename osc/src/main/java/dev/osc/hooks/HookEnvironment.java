// SPDX-License-Identifier: Apache-2.0
package dev.osc.hooks;

import dev.osc.config.ServerAddress;
import dev.osc.schema.TableName;
import dev.osc.status.Status;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What hooks are told, in variables: each as {@code GH_OST_…}, as far as gh-ost has it, and as {@code OSC_…}. Names and texts are the
 * operator's own and are handed over as they are: no shell reads them.
 */
final class HookEnvironment {

    private HookEnvironment() {}

    static Map<String, String> of(ServerAddress address, TableName table, Hint hint, Status status) {
        Map<String, String> told = new LinkedHashMap<>();
        both(told, "DATABASE_NAME", table.schema());
        both(told, "TABLE_NAME", table.table());
        both(told, "GHOST_TABLE_NAME", table.shadow().table());
        both(told, "OLD_TABLE_NAME", table.retired().table());
        both(told, "DDL", status.change());
        both(told, "MIGRATED_HOST", address.host());
        both(told, "INSPECTED_HOST", address.host());
        both(told, "EXECUTING_HOST", here());
        both(told, "ELAPSED_SECONDS", seconds(status.elapsedSeconds()));
        both(told, "ELAPSED_COPY_SECONDS", seconds(status.copySeconds()));
        both(told, "ESTIMATED_ROWS", Long.toString(status.rows().estimated()));
        both(told, "COPIED_ROWS", Long.toString(status.rows().done()));
        both(told, "PROGRESS", String.format(Locale.ROOT, "%.2f", status.rows().percent()));
        Double lag = status.stream().lagSeconds();
        both(told, "INSPECTED_LAG", seconds(lag == null ? 0 : lag));
        both(told, "HEARTBEAT_LAG", seconds(lag == null ? 0 : lag));
        Status.Eta eta = status.eta();
        both(told, "ETA_SECONDS", eta == null ? "-1" : Long.toString(Math.round(eta.seconds())));
        both(told, "ETA_NANOSECONDS", eta == null ? "-1" : Long.toString(Math.round(eta.seconds() * 1e9)));
        both(told, "HOOKS_HINT", hint.text());
        both(told, "HOOKS_HINT_OWNER", hint.owner());
        both(told, "HOOKS_HINT_TOKEN", hint.token());
        both(told, "DRY_RUN", "false");
        both(told, "REVERT", "false");
        told.put("OSC_MIGRATION", status.migration());
        told.put("OSC_PORT", Integer.toString(address.port()));
        told.put("OSC_PHASE", status.phase());
        told.put("OSC_PRODUCT", address.product());
        told.put("OSC_THROTTLED_BY", status.throttle().reason());
        told.put("OSC_PENDING_KEYS", Integer.toString(status.stream().pending()));
        return told;
    }

    private static void both(Map<String, String> told, String name, String value) {
        told.put("GH_OST_" + name, value);
        told.put("OSC_" + name, value);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String here() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
