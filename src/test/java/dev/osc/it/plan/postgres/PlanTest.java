// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.RunSettings;
import dev.osc.config.Secret;
import dev.osc.config.ServerAddress;
import dev.osc.config.Tls;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.plan.Finding;
import dev.osc.plan.Plan;
import dev.osc.plan.PlanText;
import dev.osc.plan.Step;
import dev.osc.plan.Way;
import dev.osc.run.Planning;
import java.sql.SQLException;
import java.util.List;

/** What {@code osc plan} says on real servers, and that it touches nothing. */
@ServersOf(Product.POSTGRESQL)
final class PlanTest {

    private static Plan plan(TestSchema schema, String change, boolean direct) {
        ServerAddress address = new ServerAddress(
                "postgresql",
                "127.0.0.1",
                schema.server().server().port(),
                "postgres",
                Secret.NONE,
                schema.name(),
                new Tls(Tls.Mode.DISABLED, null));
        try (Engine engine = Engines.open(address, RunSettings.defaults())) {
            return new Planning(engine).plan(Orders.NAME, change, direct);
        }
    }

    @OnEachServer
    void aDirectPlanNamesEachStepAndItsLock(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);
        List<String> before = Orders.catalogue(schema, "public");

        Plan plan = plan(
                schema,
                "ALTER customer SET NOT NULL, ADD UNIQUE (note), ADD FOREIGN KEY (parent) REFERENCES parent, DROP COLUMN tags",
                true);

        assertThat(plan.way()).isInstanceOf(Way.Direct.class);
        assertThat(steps(plan))
                .containsExactly(
                        "try ACCESS EXCLUSIVE for an instant",
                        "prepare ACCESS EXCLUSIVE for an instant",
                        "prove customer NOT NULL SHARE UPDATE EXCLUSIVE while rows are read",
                        "prove orders_parent_fkey1 SHARE UPDATE EXCLUSIVE while rows are read",
                        "build orders_note_key SHARE UPDATE EXCLUSIVE while it is built",
                        "finish ACCESS EXCLUSIVE for an instant");
        assertThat(PlanText.of(plan))
                .contains(
                        "CREATE UNIQUE INDEX CONCURRENTLY \"orders_note_key_osc_new\" ON \"public\".\"orders\" USING btree (note)")
                .contains("waited for 500 ms at most, 12 times")
                .contains("column customer becomes NOT NULL: a row that holds NULL in it stops the change")
                .contains("new UNIQUE (note): two rows that collide in it stop the change")
                .contains("new FOREIGN KEY (parent) REFERENCES parent: a row without its parent stops the change");
        assertThat(Orders.catalogue(schema, "public")).isEqualTo(before);
        assertThat(Orders.scratches(schema)).isEmpty();
    }

    @OnEachServer
    void aShadowPlanSaysWhyAndWhatBecomesOfColumns(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);
        List<String> before = Orders.catalogue(schema, "public");

        Plan plan = plan(
                schema,
                "ALTER number TYPE int USING number::int, ALTER note TYPE varchar(5), ALTER customer TYPE numeric, DROP COLUMN tags,"
                        + " ADD COLUMN memo text NOT NULL DEFAULT ''",
                true);

        assertThat(plan.way().why())
                .isEqualTo("ALTER number TYPE int USING number::int: the server would write every row anew");
        assertThat(plan.steps().stream().map(Step::name))
                .containsExactly("check", "shadow", "follow", "copy", "replay", "indexes", "cut-over", "keep");
        assertThat(plan.mapping())
                .containsExactly(
                        "~ customer  bigint > numeric",
                        "~ note  character varying(20) > character varying(5)",
                        "~ number  bigint not null > integer not null  by number::int",
                        "+ memo  text not null",
                        "- tags  text[]");
        assertThat(plan.findings().stream().map(Finding::text))
                .contains(
                        "column note, character varying(20) > character varying(5): a row whose value does not fit stops"
                                + " the change, and is shown")
                .noneMatch(text -> text.startsWith("column customer"));
        assertThat(Orders.catalogue(schema, "public")).isEqualTo(before);
        assertThat(Orders.scratches(schema)).isEmpty();
    }

    @OnEachServer(options = "wal_level=replica")
    void whatStandsInTheShadowsWayIsAFindingAndNothingElseIs(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);

        Plan shadow = plan(schema, "ALTER number TYPE int", true);
        Plan direct = plan(schema, "CREATE INDEX ON orders (note)", true);

        assertThat(shadow.blocked()).isTrue();
        assertThat(shadow.findings().getFirst().text()).startsWith("wal_level is replica");
        assertThat(direct.blocked()).isFalse();
        assertThat(steps(direct))
                .containsExactly(
                        "build orders_note_idx SHARE UPDATE EXCLUSIVE while it is built",
                        "finish SHARE UPDATE EXCLUSIVE");
        assertThat(plan(schema, "ADD COLUMN memo text", false).way().why()).isEqualTo("asked to (--no-direct)");
        assertThat(Orders.scratches(schema)).isEmpty();
    }

    private static List<String> steps(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.name() + " " + step.locks().split(":", 2)[0])
                .toList();
    }
}
