// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code osc --version} prints: the build's version, as the jar's manifest gives it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"osc " + (version == null ? "(not from a jar)" : version)};
    }
}
