// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"osc " + (version == null ? "(development)" : version)};
    }
}
