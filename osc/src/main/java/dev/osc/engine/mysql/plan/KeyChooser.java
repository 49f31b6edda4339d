// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.KeyChoice.Rejected;
import dev.osc.plan.ParsedAlter;
import dev.osc.schema.Key;
import dev.osc.schema.KeyShape;
import dev.osc.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the key that carries the rows: the primary key if it can be, else the best UNIQUE one, integers before other types,
 * then fewer columns, then shorter ones.
 *
 * <p>Invariant: the chosen key's columns are NOT NULL and are a whole UNIQUE key on both sides, the log carries them for each
 * change, and a value's literal finds the same row on both sides.
 */
public final class KeyChooser {

    private static final Comparator<KeyShape> BEST_FIRST = Comparator.<KeyShape, Boolean>comparing(
                    shape -> !shape.parts().stream()
                            .allMatch(part -> KeyTypes.integer(part.column().type())))
            .thenComparing(shape -> shape.parts().size())
            .thenComparing(shape -> shape.parts().stream()
                    .mapToInt(part -> KeyTypes.width(part.column().type()))
                    .sum());

    private final Table source;
    private final Table shadow;
    private final ParsedAlter alter;
    private final RowImage image;

    public KeyChooser(Table source, Table shadow, ParsedAlter alter, RowImage image) {
        this.source = source;
        this.shadow = shadow;
        this.alter = alter;
        this.image = image;
    }

    public KeyChoice choose() {
        List<Rejected> rejected = new ArrayList<>();
        List<KeyShape> usable = new ArrayList<>();
        for (Key key : source.keys()) {
            if (key.unique()) {
                switch (new KeyCandidate(key, source, shadow, alter).judge()) {
                    case KeyCandidate.Usable it -> judgeLogged(key, it.shape(), usable, rejected);
                    case KeyCandidate.Unusable it -> rejected.add(new Rejected(title(key), it.why()));
                }
            }
        }
        Optional<KeyShape> primary =
                usable.stream().filter(shape -> isPrimary(shape.keyName())).findFirst();
        Optional<KeyShape> best = primary.or(() -> usable.stream().min(BEST_FIRST));
        return best.<KeyChoice>map(shape -> chosen(shape, rejected))
                .orElseGet(() -> new KeyChoice.NoneUsable(rejected, remedy(rejected)));
    }

    /** With minimal row images only one key is logged: another one is of no use. */
    private void judgeLogged(Key key, KeyShape shape, List<KeyShape> usable, List<Rejected> rejected) {
        if (image.hasEveryKey() || key.primary()) {
            usable.add(shape);
        } else if (source.keys().stream().anyMatch(Key::primary)) {
            rejected.add(
                    new Rejected(title(key), "with binlog_row_image=MINIMAL the log carries the primary key alone"));
        } else if (source.keys().stream().filter(this::mayStandIn).count() > 1) {
            rejected.add(new Rejected(
                    title(key),
                    "with binlog_row_image=MINIMAL the log carries one UNIQUE key of several, and which is not said"));
        } else {
            usable.add(shape);
        }
    }

    /** Whether the server may take the key in place of a primary key: UNIQUE, NOT NULL, whole columns. */
    private boolean mayStandIn(Key key) {
        return key.unique()
                && key.parts().stream()
                        .allMatch(part -> part.column() != null
                                && part.prefixLength() == null
                                && source.column(part.column())
                                        .filter(c -> !c.nullable())
                                        .isPresent());
    }

    private KeyChoice.Chosen chosen(KeyShape shape, List<Rejected> rejected) {
        List<Finding> findings = new ArrayList<>();
        if (!isPrimary(shape.keyName())) {
            rejected.stream()
                    .filter(r -> r.key().startsWith("primary key"))
                    .map(r -> Finding.notes("rows are carried by key " + shape.keyName() + " (" + r + ")"))
                    .forEach(findings::add);
        }
        String why = isPrimary(shape.keyName()) ? "the primary key" : "the best UNIQUE key without NULL";
        return new KeyChoice.Chosen(shape, shadowKey(shape), why, findings);
    }

    private String shadowKey(KeyShape shape) {
        List<String> names =
                shape.parts().stream().map(KeyShape.Part::shadowName).toList();
        return KeyCandidate.over(shadow, names).map(Key::name).orElseThrow();
    }

    private String remedy(List<Rejected> rejected) {
        if (rejected.isEmpty()) {
            return "add a primary key first, with the server's own ALTER TABLE";
        }
        boolean image = rejected.stream().anyMatch(r -> r.why().contains("binlog_row_image"));
        return image
                ? "SET GLOBAL binlog_row_image = FULL and let the application reconnect, or keep the primary key"
                : "leave one of these keys as it is, or add a primary key first";
    }

    private boolean isPrimary(String keyName) {
        return source.keys().stream().anyMatch(k -> k.primary() && k.name().equals(keyName));
    }

    private static String title(Key key) {
        return key.primary() ? "primary key" : "key " + key.name();
    }
}
