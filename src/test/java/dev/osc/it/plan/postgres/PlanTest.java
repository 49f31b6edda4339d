// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.RunSettings;
import dev.osc.config.Secret;
import dev.osc.config.ServerAddress;
import dev.osc.config.Tls;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.plan.Finding;
import dev.osc.plan.Plan;
import dev.osc.plan.PlanText;
import dev.osc.plan.Refusal;
import dev.osc.plan.Step;
import dev.osc.plan.TableChange.Direct;
import dev.osc.plan.Way;
import dev.osc.replication.postgres.slot.SlotName;
import dev.osc.run.Planning;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** What {@code osc plan} says on real servers, and that it touches nothing. */
@ServersOf(Product.POSTGRESQL)
final class PlanTest {

    private static Plan plan(TestSchema schema, String change, boolean direct) {
        return plan(schema, "postgres", change, direct);
    }

    private static Plan plan(TestSchema schema, String user, String change, boolean direct) {
        ServerAddress address = new ServerAddress(
                "postgresql",
                "127.0.0.1",
                schema.server().server().port(),
                user,
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
                .containsExactly(
                        "check", "shadow", "follow", "copy", "replay", "indexes", "verify", "cut-over", "keep");
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
    void whatStandsInTheShadowsWayIsRefusedWithoutStepsAndNothingElseIs(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);

        OscException shadow = refusal(schema, "postgres", "ALTER number TYPE int");
        Plan direct = plan(schema, "CREATE INDEX ON orders (note)", true);

        assertThat(shadow.code()).isEqualTo(ExitCode.SERVER_SETTING);
        assertThat(shadow).hasMessageStartingWith("wal_level is replica");
        assertThat(direct.blocked()).isFalse();
        assertThat(steps(direct))
                .containsExactly(
                        "build orders_note_idx SHARE UPDATE EXCLUSIVE while it is built",
                        "finish SHARE UPDATE EXCLUSIVE");
        assertThat(Orders.scratches(schema)).isEmpty();
    }

    @OnEachServer(options = {"max_prepared_transactions=3", "max_slot_wal_keep_size=1"})
    void whatHoldsARunUpIsTold(TestSchema schema) throws SQLException {
        Orders.create(schema, 20_000);
        try (Connection reader = schema.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT count(*) FROM orders");
            schema.execute("BEGIN", "SELECT txid_current()", "PREPARE TRANSACTION 'shop'", "SELECT pg_sleep(10)");

            List<Finding> told = plan(schema, "ALTER number TYPE int", true).findings();

            schema.execute("ROLLBACK PREPARED 'shop'");
            assertThat(told.stream()
                            .filter(finding -> finding.check().equals("long-transactions"))
                            .map(Finding::text))
                    .satisfiesExactlyInAnyOrder(
                            text -> assertThat(text)
                                    .contains(
                                            "idle in transaction",
                                            "it holds public.orders, and keeps the cut-over waiting"),
                            text -> assertThat(text)
                                    .startsWith("prepared transaction 'shop' (user ")
                                    .contains("the run's replication slot waits for it"));
            assertThat(told.stream().map(Finding::check)).contains("wal-retention", "table-size");
        }
        assertThat(plan(schema, "ALTER number TYPE int", true).findings().stream()
                        .map(Finding::check))
                .doesNotContain("long-transactions");
    }

    private static OscException refusal(TestSchema schema, String user, String change) {
        return Assertions.assertThrows(OscException.class, () -> {
            Plan plan = plan(schema, user, change, true);
            Refusal.onBlocking(plan.source(), plan.findings());
        });
    }

    @OnEachServer
    void whatAnUnfinishedChangeLeftBindingOrHeldIsTold(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);
        String slot = SlotName.of(schema.name(), Orders.NAME);
        assertThat(plan(schema, "ADD COLUMN memo text", true).findings()).isEmpty();
        schema.execute(
                "ALTER TABLE orders ADD CONSTRAINT orders_note_not_null_osc_new CHECK (note IS NOT NULL) NOT VALID",
                "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')",
                "CREATE TABLE orders_osc_new (id int)");

        Plan plan = plan(schema, "ADD COLUMN memo text", true);
        OscException shadow = refusal(schema, "postgres", "ALTER number TYPE int");

        schema.execute("SELECT pg_drop_replication_slot('" + slot + "')");
        assertThat(plan.findings().stream().map(Finding::text))
                .satisfiesExactly(
                        text -> assertThat(text)
                                .isEqualTo(
                                        "an unfinished change has left orders_note_not_null_osc_new on public.orders:"
                                                + " writes that do not keep it fail; no row is lost"),
                        text -> assertThat(text)
                                .startsWith(
                                        "an unfinished run of public.orders has left the replication slot " + slot));
        assertThat(shadow.code()).isEqualTo(ExitCode.LEFTOVERS);
        assertThat(shadow).hasMessageContaining("that run has left the replication slot " + slot);
    }

    @OnEachServer
    void whatStaysNarrowWhenAKeyIsWidenedIsTold(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE orders (id serial PRIMARY KEY)",
                "CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders, big bigint REFERENCES orders)");

        List<String> told = plan(schema, "ALTER id TYPE bigint", true).findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNS)
                .map(Finding::text)
                .toList();

        assertThat(told)
                .containsExactly(
                        "column id becomes bigint, but the sequence orders_id_seq that numbers it stays integer: at"
                                + " 2147483647 inserts fail all the same",
                        "column id becomes bigint, but items.order_id, which refers to it, stays integer and takes no larger"
                                + " value");
    }

    @OnEachServer
    void anIndexThatIsThereIsNotBuiltAgainWhereThatIsAsked(TestSchema schema)
            throws SQLException, InterruptedException {
        Orders.create(schema, 20);
        String change = "CREATE INDEX IF NOT EXISTS orders_customer_idx ON orders (note)";
        List<String> before = Orders.catalogue(schema, "public");

        assertThat(plan(schema, change, true).steps()).isEmpty();
        assertThat(Orders.change(schema, change)).isEqualTo(new Direct.Done(List.of()));
        assertThat(Orders.change(schema, change.replace("customer_idx", "note_idx")))
                .isInstanceOf(Direct.Done.class);

        assertThat(Orders.catalogue(schema, "public"))
                .containsAll(before)
                .hasSize(before.size() + 1)
                .anyMatch(line -> line.contains("orders_note_idx"));
    }

    @OnEachServer(only = "postgresql-18")
    void aPublicationThatStopsUpdatesIsToldBeforeTheRows(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);
        schema.execute("CREATE PUBLICATION picked FOR TABLE orders WHERE (customer > 1)");

        OscException told = refusal(schema, "postgres", "ALTER number TYPE int");

        assertThat(told.code()).isEqualTo(ExitCode.UNSUPPORTED_TABLE);
        assertThat(told).hasMessageContaining("a publication of public.orders makes the server refuse its UPDATEs");
    }

    @OnEachServer
    void whatTheOwnerLacksIsToldWithTheRest(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);
        String owner = "owner_" + schema.name();
        String user = "user_" + schema.name();
        schema.execute(
                "CREATE ROLE " + owner,
                "CREATE ROLE " + user + " LOGIN IN ROLE " + owner,
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "GRANT CREATE ON DATABASE " + schema.name() + " TO " + user,
                "GRANT CREATE ON SCHEMA public TO " + user);
        OscException powerful = refusal(schema, user, "ALTER number TYPE int");
        schema.execute("ALTER TABLE orders OWNER TO " + owner, "GRANT REFERENCES ON parent TO " + owner);

        OscException told = refusal(schema, user, "ALTER number TYPE int");

        schema.execute("DROP TABLE orders", "DROP OWNED BY " + user + ", " + owner, "DROP ROLE " + user + ", " + owner);
        assertThat(powerful.code()).isEqualTo(ExitCode.MISSING_PRIVILEGE);
        assertThat(powerful.nextStep()).contains("would do, and make it a superuser");
        assertThat(told.code()).isEqualTo(ExitCode.MISSING_PRIVILEGE);
        assertThat(told)
                .hasMessageContaining("lacks REPLICATION")
                .hasMessageContaining(owner + ", is to own the new one too, and lacks CREATE on the schema public");
        assertThat(told.nextStep()).contains("GRANT CREATE ON SCHEMA \"public\" TO " + owner);
    }

    private static List<String> steps(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.name() + " " + step.locks().split(":", 2)[0])
                .toList();
    }
}
