// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one relation's privileges equal another's, with grant options and grantors: everything is revoked, then granted again,
 * the owner's grants first, each other grantor's in that role (the server takes no other role's word, manual, "GRANT") where this
 * session may take it on; else the owner's grant stands for it. Stateless.
 */
public final class Grants {

    private static final String OF = """
            , o AS (SELECT c.relowner AS owner, coalesce(t.relowner, c.relowner) AS heir, c.relkind
                   FROM pg_class c LEFT JOIN pg_class t ON t.oid = ?::oid WHERE c.oid = ?::oid),
             p AS (SELECT x.grantor, x.grantee, x.privilege_type, x.is_grantable, NULL AS part
                   FROM pg_class c,
                        aclexplode(coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) x
                   WHERE c.oid = ?::oid
                   UNION ALL
                   SELECT x.grantor, x.grantee, x.privilege_type, x.is_grantable,
                          quote_ident(CASE WHEN ? THEN m.shadow ELSE a.attname END)
                   FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) x LEFT JOIN m ON m.source = a.attname
                   WHERE a.attrelid = ?::oid AND NOT a.attisdropped AND (m.shadow IS NOT NULL OR NOT ?)),
             h AS (SELECT CASE WHEN p.grantor = o.owner THEN o.heir ELSE p.grantor END AS grantor,
                          CASE WHEN p.grantee = o.owner THEN o.heir ELSE p.grantee END AS grantee,
                          p.privilege_type, p.is_grantable, p.part, o.heir
                   FROM p, o)
            SELECT pg_get_userbyid(h.grantor) AS grantor, quote_ident(pg_get_userbyid(h.grantor)) AS role,
                   CASE h.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(h.grantee)) END AS grantee,
                   h.privilege_type AS privilege, h.is_grantable AS grantable, h.part,
                   h.grantor = h.heir AS by_owner, h.grantee = h.heir AS to_owner,
                   pg_has_role(h.grantor, :member) AS takes_role
            FROM h ORDER BY by_owner DESC, to_owner DESC, 3, 4, 6 NULLS FIRST
            """;

    private static final String GIVEN_BY_DEFAULT = """
            SELECT DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END AS grantee
            FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) x
            WHERE d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user) AND d.defaclobjtype = 'r'
              AND d.defaclnamespace IN (0, (SELECT relnamespace FROM pg_class WHERE oid = ?::oid))
              AND x.grantee <> d.defaclrole
            ORDER BY 1
            """;

    private record Privilege(String grantee, String privilege, String part, boolean grantable, String grantor) {}

    private Grants() {}

    /**
     * @param of the relation whose privileges are wanted
     * @param on the one that is to have them, as it is now
     * @param name how that is called when the statements run
     * @param mapped whether its columns are the shadow's
     * @return nothing where they are equal
     */
    static List<String> between(Look look, long of, long on, String name, boolean mapped) throws SQLException {
        List<Row> wanted = privileges(look, of, of, mapped);
        List<Row> present = privileges(look, on, of, false);
        if (set(wanted).equals(set(present))) {
            return List.of();
        }
        Set<String> grantees = new LinkedHashSet<>();
        present.forEach(row -> grantees.add(row.text("grantee")));
        return statements(grantees, wanted, name);
    }

    /** The same for a view that is created anew and then given to its owner. */
    public static List<String> anew(Look look, long view, String name) throws SQLException {
        Set<String> grantees = new LinkedHashSet<>();
        look.rows(GIVEN_BY_DEFAULT, view).forEach(row -> grantees.add(row.text("grantee")));
        List<Row> wanted = privileges(look, view, view, false);
        wanted.stream().filter(row -> row.is("to_owner")).forEach(row -> grantees.add(row.text("grantee")));
        return statements(grantees, wanted, name);
    }

    private static List<Row> privileges(Look look, long of, long heirOf, boolean mapped) throws SQLException {
        return look.rows(OF, heirOf, of, of, mapped, of, mapped);
    }

    private static Set<Privilege> set(List<Row> rows) {
        Set<Privilege> set = new LinkedHashSet<>();
        rows.forEach(row -> set.add(new Privilege(
                row.text("grantee"),
                row.text("privilege"),
                row.text("part"),
                row.is("grantable"),
                row.text("grantor"))));
        return set;
    }

    private static List<String> statements(Set<String> revokedFrom, List<Row> wanted, String name) {
        List<String> statements = new ArrayList<>();
        revokedFrom.forEach(grantee -> statements.add("REVOKE ALL ON " + name + " FROM " + grantee + " CASCADE"));
        for (Row row : inOrder(wanted)) {
            String part = row.has("part") ? " (" + row.text("part") + ")" : "";
            String grant = "GRANT " + row.text("privilege") + part + " ON " + name + " TO " + row.text("grantee")
                    + (row.is("grantable") && !row.is("to_owner") ? " WITH GRANT OPTION" : "");
            if (row.is("by_owner") || !row.is("takes_role")) {
                statements.add(grant);
            } else {
                statements.add("SET LOCAL ROLE " + row.text("role"));
                statements.add(grant);
                statements.add("RESET ROLE");
            }
        }
        return statements;
    }

    /** Nobody grants what he was not granted first. */
    private static List<Row> inOrder(List<Row> wanted) {
        List<Row> ordered = new ArrayList<>();
        List<Row> left = new ArrayList<>(wanted);
        while (!left.isEmpty()) {
            List<Row> now =
                    left.stream().filter(row -> mayBeGranted(row, ordered)).toList();
            if (now.isEmpty()) {
                now = List.copyOf(left);
            }
            ordered.addAll(now);
            left.removeAll(now);
        }
        return ordered;
    }

    private static boolean mayBeGranted(Row row, List<Row> before) {
        return row.is("by_owner")
                || before.stream()
                        .anyMatch(earlier -> earlier.is("grantable")
                                && earlier.text("grantee").equals(row.text("role"))
                                && earlier.text("privilege").equals(row.text("privilege"))
                                && (!earlier.has("part") || earlier.text("part").equals(row.text("part"))));
    }
}
