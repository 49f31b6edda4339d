// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Encryption of every connection to the server, the change stream's included.
 *
 * @param authority a PEM file with the authorities to trust, or null for the Java default
 */
public record Tls(Mode mode, @Nullable Path authority) {

    /**
     * By the MySQL clients' names. PREFERRED encrypts where the server can; only the VERIFY modes check who answers.
     */
    public enum Mode {
        DISABLED,
        PREFERRED,
        REQUIRED,
        VERIFY_CA,
        VERIFY_IDENTITY
    }
}
