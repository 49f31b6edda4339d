// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.Clause;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterListItemContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableOptionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableOptionsSpaceSeparatedContext;
import java.util.Locale;

/** What concerns the table as a whole: its options, its character set, its rebuilding. */
final class TableClauses {

    private final ClauseSink sink;
    private final AlterText text;

    TableClauses(ClauseSink sink, AlterText text) {
        this.sink = sink;
        this.text = text;
    }

    void item(AlterListItemContext item) {
        if (item.CONVERT_SYMBOL() != null) {
            String charset = item.charsetName() == null
                    ? "DEFAULT"
                    : Words.unquote(item.charsetName().getText());
            String collation = item.collate() == null
                    ? null
                    : Words.unquote(item.collate().collationName().getText());
            sink.add(new Clause.ConvertText(charset, collation));
        } else if (item.FORCE_SYMBOL() != null) {
            sink.add(new Clause.Rebuild());
        } else if (item.ORDER_SYMBOL() != null) {
            sink.refuse(Refusals.orderBy());
        } else {
            sink.refuse(Refusals.keysSwitch(Words.verb(item, 2)));
        }
    }

    void options(CreateTableOptionsSpaceSeparatedContext options) {
        options.createTableOption().forEach(this::option);
    }

    private void option(CreateTableOptionContext option) {
        String word = option.getStart().getText().toUpperCase(Locale.ROOT);
        String value = option.getStop().getText();
        switch (option.getStart().getType()) {
            case MySqlLexer.ENGINE_SYMBOL ->
                engine(Words.unquote(option.engineRef().getText()));
            case MySqlLexer.SECONDARY_ENGINE_SYMBOL -> sink.refuse(Refusals.secondaryEngine(word));
            case MySqlLexer.DATA_SYMBOL, MySqlLexer.INDEX_SYMBOL -> sink.refuse(Refusals.option(word + " DIRECTORY"));
            case MySqlLexer.UNION_SYMBOL,
                    MySqlLexer.INSERT_METHOD_SYMBOL,
                    MySqlLexer.PASSWORD_SYMBOL,
                    MySqlLexer.START_SYMBOL,
                    MySqlLexer.CONNECTION_SYMBOL -> sink.refuse(Refusals.option(word));
            default -> {
                if (option.defaultCharset() != null) {
                    sink.add(new Clause.SetOption("CHARACTER SET", Words.unquote(value)));
                } else if (option.defaultCollation() != null) {
                    sink.add(new Clause.SetOption("COLLATE", Words.unquote(value)));
                } else if (option.identifier() != null && option.TABLESPACE_SYMBOL() == null) {
                    unknown(option, word, value);
                } else {
                    sink.add(new Clause.SetOption(word, value));
                }
            }
        }
    }

    /** The grammar takes any two words for an option and its value. */
    private void unknown(CreateTableOptionContext option, String word, String value) {
        if (word.equals("REMOVE") && value.equalsIgnoreCase("PARTITIONING")) {
            sink.add(new Clause.Repartition("REMOVE PARTITIONING"));
        } else {
            sink.refuse(text.problemAt(option.getStart(), word + " is no clause and no table option"));
        }
    }

    private void engine(String engine) {
        if (engine.equalsIgnoreCase("InnoDB")) {
            sink.add(new Clause.Rebuild());
        } else {
            sink.refuse(Refusals.engine(engine));
        }
    }
}
