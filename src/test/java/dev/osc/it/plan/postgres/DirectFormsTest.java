// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.plan.TableChange.Direct;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Each change of {@code direct.txt} comes to what the server's own statement makes of a twin, without a new file. */
@ServersOf(Product.POSTGRESQL)
final class DirectFormsTest {

    private static final String SCENE = """
            DROP SCHEMA IF EXISTS twin CASCADE; DROP SCHEMA IF EXISTS archive CASCADE;
            DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE SCHEMA archive""";

    @OnEachServer(everywhere = true)
    void comesToWhatTheServersOwnStatementMakes(TestSchema schema)
            throws SQLException, IOException, InterruptedException {
        int version = version(schema);
        List<String> wrong = new ArrayList<>();
        for (String change : lines("direct.txt", version)) {
            set(schema);
            String file = Orders.file(schema);
            try {
                Direct direct = Orders.change(schema, change);
                schema.execute("SET search_path = twin, public", ofTwin(change));
                if (!(direct instanceof Direct.Done)) {
                    wrong.add(change + "\n    " + direct);
                } else if (!Orders.catalogue(schema, "public").equals(Orders.catalogue(schema, "twin"))) {
                    List<String> ours = new ArrayList<>(Orders.catalogue(schema, "public"));
                    List<String> theirs = new ArrayList<>(Orders.catalogue(schema, "twin"));
                    List<String> both = new ArrayList<>(ours);
                    both.retainAll(theirs);
                    ours.removeAll(both);
                    theirs.removeAll(both);
                    wrong.add(change + "\n    ours " + ours + "\n    server's " + theirs);
                } else if (schema.rows("SELECT to_regclass('archive.orders')").contains("null")
                        && !Orders.file(schema).equals(file)) {
                    wrong.add(change + "\n    was rewritten");
                }
            } catch (RuntimeException | SQLException e) {
                wrong.add(change + "\n    " + e);
            }
            wrong.addAll(Orders.scratches(schema));
        }
        assertThat(wrong).isEmpty();
    }

    @OnEachServer(everywhere = true)
    void whatRewritesOrBuildsUnderALockIsLeftToTheShadow(TestSchema schema)
            throws SQLException, IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (String line : lines("shadow.txt", version(schema))) {
            String[] parts = line.split(" => ", 2);
            set(schema);
            List<String> before = Orders.catalogue(schema, "public");
            try {
                Direct direct = Orders.change(schema, parts[0]);
                if (!(direct instanceof Direct.NotPossible not) || !not.reason().contains(parts[1])) {
                    wrong.add(parts[0] + "\n    " + direct);
                }
            } catch (RuntimeException | SQLException e) {
                wrong.add(parts[0] + "\n    " + e);
            }
            assertThat(Orders.catalogue(schema, "public")).as(line).isEqualTo(before);
            assertThat(Orders.scratches(schema)).as(line).isEmpty();
        }
        assertThat(wrong).isEmpty();
    }

    private static void set(TestSchema schema) throws SQLException {
        schema.execute(SCENE.split(";"));
        Orders.create(schema, 100);
        Orders.createTwin(schema);
        for (String path : List.of("public", "twin")) {
            schema.execute(
                    "SET search_path = " + path,
                    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                    "CREATE TRIGGER touched BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch()");
        }
    }

    private static String ofTwin(String change) {
        if (change.startsWith("CREATE")) {
            return change;
        }
        return "ALTER TABLE orders " + change;
    }

    private static int version(TestSchema schema) throws SQLException {
        return Integer.parseInt(schema.rows("SELECT current_setting('server_version_num')::int / 10000")
                .getFirst());
    }

    /** A line that begins with {@code 15:} is for servers from that version on. */
    private static List<String> lines(String resource, int version) throws IOException {
        try (InputStream in = Objects.requireNonNull(DirectFormsTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .filter(line -> !line.matches("\\d\\d: .*") || Integer.parseInt(line.substring(0, 2)) <= version)
                    .map(line -> line.replaceFirst("^\\d\\d: ", ""))
                    .toList();
        }
    }
}
