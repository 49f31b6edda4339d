// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.schema;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A leaf that uses a library. */
public final class Logs {

    private static final Logger log = LoggerFactory.getLogger(Logs.class);

    private Logs() {}

    public static void say() {
        log.info("a leaf has nothing to say");
    }
}
