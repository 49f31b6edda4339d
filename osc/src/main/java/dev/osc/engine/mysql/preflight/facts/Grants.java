// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user is granted, by SHOW GRANTS, which counts roles that are active. On a schema counts what is granted everywhere,
 * less what is revoked there, and what is granted on the schema: of several patterns that fit only the most telling one.
 */
public final class Grants {

    private final List<Grant> lines;
    private final boolean literal;
    private final boolean roles;

    private Grants(List<Grant> lines, boolean literal, boolean roles) {
        this.lines = lines;
        this.literal = literal;
        this.roles = roles;
    }

    /** @param literal whether {@code %} and {@code _} in a schema's name are just that ({@code partial_revokes}) */
    public static Grants of(List<String> shown, boolean literal) {
        return new Grants(
                shown.stream().map(Grant::parse).flatMap(Optional::stream).toList(),
                literal,
                // a line that grants something on nothing grants a role
                shown.stream().anyMatch(line -> line.startsWith("GRANT ") && !line.contains(" ON ")));
    }

    /** On {@code *.*}. */
    public boolean everywhere(String privilege) {
        return given().anyMatch(grant -> grant.everywhere() && grant.gives(privilege));
    }

    /** On every table of the schema, those to come included. */
    public boolean on(String schema, String privilege) {
        boolean revoked =
                lines.stream().anyMatch(line -> line.revoked() && line.names(schema) && line.gives(privilege));
        if (!revoked && everywhere(privilege)) {
            return true;
        }
        List<Grant> fitting = given().filter(grant -> !grant.everywhere())
                .filter(grant -> literal ? grant.names(schema) : grant.covers(schema))
                .toList();
        int best = fitting.stream().mapToInt(Grant::weight).max().orElse(0);
        // what roles and the user have on a schema is put together: there which pattern counts can't be told
        return fitting.stream().anyMatch(grant -> grant.gives(privilege) && (roles || grant.weight() == best));
    }

    /** Whether the user may write though the server is read_only, and is not met by init_connect. */
    public boolean powerful() {
        return everywhere("SUPER") || everywhere("CONNECTION_ADMIN");
    }

    private Stream<Grant> given() {
        return lines.stream().filter(line -> !line.revoked());
    }
}
