// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

import dev.osc.schema.mysql.MySqlDialect;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges logged statements by their first words and by the names in them.
 *
 * <p>Definition changes are judged by the name at the target's place; a rename, an exchanged partition and a new foreign key
 * that refers to the table count as well. CREATE TABLE of the watched name is harmless: it succeeds only after a DROP or
 * RENAME that has ended the run, and else it was an IF NOT EXISTS without effect. ANALYZE and OPTIMIZE change neither rows nor
 * definition. Triggers are carried as they are at the swap, whoever made or dropped them until then. A swap's own ALTERs move
 * foreign keys. Writes by statement are
 * judged by any mention of the name, for the target may stand anywhere. What they do through views and triggers cannot be seen
 * in the log. Immutable.
 */
public final class StatementScreen {

    /** Verbs that change neither rows nor definitions of a table, or whose changes are logged as something else. */
    private static final Set<String> HARMLESS = Set.of(
            "BEGIN",
            "START",
            "COMMIT",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE",
            "XA",
            "GRANT",
            "REVOKE",
            "SET",
            "FLUSH",
            "ANALYZE",
            "OPTIMIZE",
            "CHECK",
            "CACHE",
            "RESET",
            "INSTALL",
            "UNINSTALL",
            "LOCK",
            "UNLOCK",
            "USE",
            "KILL",
            "PURGE");

    private final WatchedTable watched;

    public StatementScreen(WatchedTable watched) {
        this.watched = watched;
    }

    public Verdict judge(LoggedStatement statement) {
        if (statement.sql().startsWith(MySqlDialect.SWAP_ALTERS)) {
            return Verdict.HARMLESS;
        }
        Tokens tokens = new Tokens(statement.sql(), statement.backslashEscapes());
        Names names = new Names(tokens, statement.schema(), watched);
        Token first = tokens.next();
        while (first != null && first.kind() == Token.Kind.SYMBOL) {
            first = tokens.next();
        }
        if (first == null || HARMLESS.contains(first.keyword())) {
            return Verdict.HARMLESS;
        }
        return switch (first.keyword()) {
            case "ALTER" -> alter(tokens, names);
            case "CREATE" -> create(tokens, names);
            case "DROP" -> drop(tokens, names);
            case "RENAME" -> changed(!tokens.accept("USER") && names.mentioned(), "RENAME TABLE");
            case "TRUNCATE" -> {
                tokens.accept("TABLE");
                yield changed(names.isWatchedNext(), "TRUNCATE");
            }
            case "REPAIR", "IMPORT" -> changed(names.mentioned(), first.keyword());
            case "INSERT", "REPLACE" -> insert(tokens, names);
            case "SELECT", "DO", "CALL" ->
                new Verdict.UnloggedWrite(
                        "a stored function or procedure wrote in statement format (a logged " + first.keyword() + ")");
            default -> written(names.mentioned(), first.text());
        };
    }

    private static Verdict alter(Tokens tokens, Names names) {
        while (tokens.accept("ONLINE", "OFFLINE", "IGNORE")) {
            // any number of them
        }
        if (!tokens.accept("TABLE")) {
            return Verdict.HARMLESS;
        }
        tokens.accept("IF");
        tokens.accept("EXISTS");
        return changed(
                names.isWatchedNext() || names.mentionedAfter("RENAME", "TO", "AS", "TABLE", "REFERENCES"),
                "ALTER TABLE");
    }

    private static Verdict create(Tokens tokens, Names names) {
        boolean replaces = tokens.accept("OR") && tokens.accept("REPLACE");
        if (tokens.accept("TEMPORARY")) {
            return Verdict.HARMLESS;
        }
        if (tokens.accept("TABLE")) {
            boolean target = names.isWatchedNext();
            return changed((replaces && target) || names.mentionedAfter("REFERENCES"), "CREATE TABLE");
        }
        if (tokens.accept("UNIQUE", "FULLTEXT", "SPATIAL", "INDEX")) {
            return changed(names.mentionedAfter("ON"), "CREATE INDEX");
        }
        return Verdict.HARMLESS;
    }

    private Verdict drop(Tokens tokens, Names names) {
        if (tokens.accept("TABLE", "TABLES")) {
            return changed(names.mentioned(), "DROP TABLE");
        }
        if (tokens.accept("DATABASE", "SCHEMA")) {
            tokens.accept("IF");
            tokens.accept("EXISTS");
            Token schema = tokens.next();
            return changed(schema != null && watched.isSchema(schema.text()), "DROP DATABASE");
        }
        return changed(tokens.accept("INDEX") && names.mentionedAfter("ON"), "DROP INDEX");
    }

    private static Verdict insert(Tokens tokens, Names names) {
        while (tokens.accept("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "INTO")) {
            // any number of them
        }
        return written(names.isWatchedNext(), "INSERT");
    }

    private static Verdict changed(boolean touched, String what) {
        return touched ? new Verdict.TableChanged(what) : Verdict.HARMLESS;
    }

    private static Verdict written(boolean touched, @Nullable String verb) {
        return touched
                ? new Verdict.UnloggedWrite("a logged " + verb + " names the table, so its rows were not logged")
                : Verdict.HARMLESS;
    }
}
