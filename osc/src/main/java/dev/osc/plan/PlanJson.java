// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Writes a plan as programs read it: every name is always there, and stays (docs/preflight.md). */
public final class PlanJson {

    private static final JsonMapper JSON = new JsonMapper();

    private PlanJson() {}

    /** The whole plan, ending in a line feed. */
    public static String of(Plan plan) {
        ObjectNode all = JSON.createObjectNode();
        all.put("table", plan.source().toString());
        all.put("shadow", plan.shadow().toString());
        all.put("retired", plan.retired().toString());
        all.put(
                "way",
                switch (plan.way()) {
                    case Way.Direct _ -> "in-place";
                    case Way.Shadow _ -> "shadow";
                    case Way.None _ -> "none";
                });
        all.put("why", plan.way().why());
        all.put("blocked", plan.blocked());
        texts(all.putArray("columns"), plan.mapping());
        ArrayNode steps = all.putArray("steps");
        for (Step step : plan.blocked() ? List.<Step>of() : plan.steps()) {
            ObjectNode one = steps.addObject();
            one.put("name", step.name());
            one.put("does", step.does());
            texts(one.putArray("statements"), step.statements());
            one.put("locks", step.locks());
        }
        ArrayNode findings = all.putArray("findings");
        plan.findings().forEach(finding -> describe(findings.addObject(), finding, plan));
        return all.toPrettyString() + "\n";
    }

    private static void describe(ObjectNode one, Finding finding, Plan plan) {
        one.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        one.put("check", finding.check());
        one.put("table", plan.source().toString());
        one.put("text", finding.text());
        one.put("setting", finding.setting());
        one.put("remedy", finding.remedy());
        // what the process ends with on this one; 0 where it does not block
        one.put("exitCode", finding.code().number());
    }

    private static void texts(ArrayNode array, List<String> lines) {
        lines.forEach(array::add);
    }
}
