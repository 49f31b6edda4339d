// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.topology;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.Variables;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.Optional;

/** Amazon's Aurora, which has a storage of its own, and RDS, which is a common server that somebody else looks after. */
public final class HostedCheck implements Check {

    private static final String RDS_HOME = "/rdsdbbin/";

    private static final String RETENTION = "CALL mysql.rds_set_configuration('binlog retention hours', 48)";

    @Override
    public String name() {
        return "hosted";
    }

    @Override
    public List<Finding> look(Facts facts) {
        Variables variables = facts.variables();
        Optional<String> aurora = variables.get("aurora_version");
        if (aurora.isPresent()) {
            return List.of(Finding.warns(
                            "this is Amazon Aurora " + aurora.get()
                                    + ", on which osc was never tried: only the writer has a binary log, and its storage is not InnoDB's",
                            "connect to the cluster's writer endpoint, keep the log (" + RETENTION
                                    + "), and try the change on a clone of the cluster first")
                    .about("aurora_version", aurora.get()));
        }
        String home = variables.text("basedir");
        return home.startsWith(RDS_HOME)
                ? List.of(Finding.warns(
                                "this is Amazon RDS, which purges binary logs as soon as it can, whatever the server's own settings say,"
                                        + " and keeps none without automated backups",
                                RETENTION + "; free space shows in its console (FreeStorageSpace) alone")
                        .about("basedir", home))
                : List.of();
    }
}
