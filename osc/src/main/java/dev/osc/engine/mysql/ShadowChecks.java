// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Clause;
import dev.osc.plan.Finding;
import dev.osc.plan.ParsedAlter;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of CHECK constraints, which are their schema's on MySQL from 8.0.16 on: source and shadow can't have the same ones, no
 * statement renames one, and one that is enforced is not made again without a copy of all rows. But RENAME TABLE makes {@code
 * b_chk_x} of {@code a_chk_x} with a table that becomes b of a. So a shadow's CHECKs are called after their model's where that
 * begins with the table's name and {@code _chk_}, as generated ones do. Another name can't be carried. On MariaDB
 * names are their table's, and CREATE TABLE … LIKE keeps them. Not thread-safe.
 */
final class ShadowChecks {

    private static final int LONGEST_NAME = 64;
    private static final int DUPLICATE_CHECK = 3822;
    private static final String GENERATED = "_chk_";

    /** After the shadow's name: of one that can't be carried. With the number of the model. */
    private static final String LOST = "_chk_osc_";

    /** A line of SHOW CREATE TABLE; line breaks in a text are written as \n. */
    private static final Pattern LINE =
            Pattern.compile("  CONSTRAINT (`(?:[^`]|``)+`) (CHECK \\(.*\\))( /\\*!80016 NOT ENFORCED \\*/)?,?");

    private record Check(String name, String clause, String enforcement) {}

    private final MySqlDialect dialect = new MySqlDialect();
    private final Connection connection;
    private final TableName source;
    private final TableName shadow;
    private final Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ShadowChecks(Connection connection, TableName source) {
        this.connection = connection;
        this.source = source;
        this.shadow = source.shadow();
    }

    /** On a shadow that is like the source: the names that it will have taken along after the swap. */
    void name() throws SQLException {
        List<Check> models = of(source);
        Map<String, Check> made = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        of(shadow).forEach(check -> made.put(check.name(), check));
        List<String> clauses = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            // CREATE TABLE … LIKE numbers them in the order in which SHOW CREATE TABLE shows the source's
            String generated = shadow.table() + GENERATED + (i + 1);
            Check check = made.get(generated);
            if (check == null || made.containsKey(models.get(i).name())) {
                return;
            }
            String wanted = wanted(models.get(i).name(), i + 1);
            names.put(models.get(i).name(), wanted);
            if (!wanted.equals(generated)) {
                clauses.add("DROP CHECK " + dialect.quote(generated));
                added.add("ADD CONSTRAINT " + dialect.quote(wanted) + " " + check.clause() + check.enforcement());
            }
        }
        clauses.addAll(added);
        if (!clauses.isEmpty()) {
            inPlainMode(statement -> {
                statement.execute("ALTER TABLE " + dialect.quote(shadow) + " " + String.join(", ", clauses));
                return true;
            });
        }
    }

    private String wanted(String name, int number) {
        String wanted = follows(name)
                ? shadow.table() + name.substring(source.table().length())
                : shadow.table() + LOST + number;
        if (characters(wanted) > LONGEST_NAME) {
            throw tooLong("its CHECK " + name, wanted);
        }
        return wanted;
    }

    /** The server can't make the shadow's CHECKs, as CREATE TABLE … LIKE would name them: ERROR 3507 on 9.7, which names none. */
    OscException tooLong() {
        return tooLong("a CHECK of it", shadow.table() + GENERATED + 1);
    }

    private OscException tooLong(String check, String wanted) {
        return new OscException(
                        ExitCode.UNSUPPORTED_TABLE,
                        source + ": " + check + " can't be carried: " + wanted + " would be too long a name",
                        "give the CHECK a shorter name with the server's own ALTER TABLE first, or the table")
                .and("(" + source + " is untouched, nothing is left behind)");
    }

    /** The change as it is to be made on the shadow. */
    ParsedAlter onShadow(ParsedAlter change) {
        return change.checksNamed(name -> dialect.quote(names.getOrDefault(name, name)));
    }

    /** Of a shadow that has been changed: what would not be called as before. */
    List<Finding> lost() throws SQLException {
        List<Check> models = of(source);
        List<Check> made = of(shadow);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            String name = models.get(i).name();
            int number = i + 1;
            String interim = shadow.table() + LOST + number;
            if (!follows(name)) {
                made.stream()
                        .filter(check -> check.name().equalsIgnoreCase(interim))
                        .forEach(check -> findings.add(lost(name, check, number)));
            }
        }
        return findings;
    }

    private Finding lost(String name, Check check, int number) {
        return Finding.blocks(
                        ExitCode.UNSUPPORTED_TABLE,
                        "CHECK " + name
                                + " would lose its name: it is the schema's, and the table as it was still has it",
                        "give it another one in this change: DROP CHECK " + dialect.quote(name) + ", ADD CONSTRAINT "
                                + dialect.quote(carried(name, number)) + " " + check.clause()
                                + check.enforcement() + "; a name that begins so is carried ever after")
                .by("check-names");
    }

    /** A name that the shadow's, which is longer, has room for. */
    private String carried(String name, int number) {
        String begin = source.table() + GENERATED;
        int room = LONGEST_NAME - characters(shadow.table() + GENERATED);
        if (characters(name) <= room) {
            return begin + name;
        }
        String end = "_" + number;
        return begin + name.substring(0, name.offsetByCodePoints(0, room - end.length())) + end;
    }

    private static int characters(String name) {
        return name.codePointCount(0, name.length());
    }

    /** Why the server refuses a change that drops a CHECK and adds one of the same name; empty where it is not for that. */
    Optional<OscException> held(ParsedAlter change, SQLException refusal) {
        String said = String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
        return change.all(Clause.AlterCheck.class)
                .map(Clause.AlterCheck::name)
                .filter(name -> refusal.getErrorCode() == DUPLICATE_CHECK
                        && names.containsKey(name)
                        && said.contains("'" + name.toLowerCase(Locale.ROOT) + "'"))
                .findFirst()
                .map(name -> new OscException(
                                ExitCode.UNSUPPORTED_CHANGE,
                                source + ": no new CHECK can be called " + name
                                        + " in this change: the name is the schema's, and the table as it was still has it",
                                "give the new CHECK another name; one that begins with " + source.table() + GENERATED
                                        + " is carried ever after",
                                refusal)
                        .and("(" + source + " is untouched, nothing is left behind)"));
    }

    private boolean follows(String name) {
        return name.startsWith(source.table() + GENERATED);
    }

    private List<Check> of(TableName table) throws SQLException {
        return inPlainMode(statement -> {
            List<Check> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + dialect.quote(table))) {
                row.next();
                row.getString(2)
                        .lines()
                        .map(LINE::matcher)
                        .filter(Matcher::matches)
                        .forEach(line -> found.add(new Check(
                                name(line.group(1)), line.group(2), line.group(3) == null ? "" : " NOT ENFORCED")));
            }
            return found;
        });
    }

    private static String name(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("``", "`");
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    /** The session has the server's own mode, in which quotes and backslashes may mean something else. */
    private <T> T inPlainMode(Work<T> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET @osc_mode = @@sql_mode, @osc_quote = @@sql_quote_show_create");
            statement.execute("SET SESSION sql_mode = '', sql_quote_show_create = 1");
            try {
                return work.with(statement);
            } finally {
                statement.execute("SET SESSION sql_mode = @osc_mode, sql_quote_show_create = @osc_quote");
            }
        }
    }
}
