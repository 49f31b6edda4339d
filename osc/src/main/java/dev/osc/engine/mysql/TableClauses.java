// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.plan.Clause;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterListItemContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableOptionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableOptionsSpaceSeparatedContext;
import java.util.Locale;

/** What concerns the table as a whole: its options, its character set, its rebuilding. */
final class TableClauses {

    private final ClauseSink sink;

    TableClauses(ClauseSink sink) {
        this.sink = sink;
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
        String value = option.getChild(option.getChildCount() - 1).getText();
        switch (option.getStart().getType()) {
            case MySqlLexer.ENGINE_SYMBOL -> engine(option.engineRef().getText());
            case MySqlLexer.SECONDARY_ENGINE_SYMBOL -> sink.refuse(Refusals.secondaryEngine("SECONDARY_ENGINE"));
            case MySqlLexer.UNION_SYMBOL,
                    MySqlLexer.INSERT_METHOD_SYMBOL,
                    MySqlLexer.DATA_SYMBOL,
                    MySqlLexer.INDEX_SYMBOL,
                    MySqlLexer.PASSWORD_SYMBOL,
                    MySqlLexer.CONNECTION_SYMBOL ->
                sink.refuse(Refusals.option(option.getStart().getText().toUpperCase(Locale.ROOT)));
            default -> sink.add(new Clause.SetOption(name(option), value));
        }
    }

    private void engine(String engine) {
        if (Words.unquote(engine).equalsIgnoreCase("InnoDB")) {
            sink.add(new Clause.Rebuild());
        } else {
            sink.refuse(Refusals.engine(Words.unquote(engine)));
        }
    }

    private static String name(CreateTableOptionContext option) {
        if (option.defaultCharset() != null) {
            return "CHARACTER SET";
        }
        return option.defaultCollation() != null
                ? "COLLATE"
                : option.getStart().getText().toUpperCase(Locale.ROOT);
    }
}
