// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.event;

import java.io.IOException;

/** An event that did not arrive as it was written: its checksum says so. A new connection may bring it whole. */
public final class BrokenEvent extends IOException {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    BrokenEvent(String message, byte[] bytes) {
        super(message);
        this.bytes = bytes.clone();
    }

    /** As it came, without header and checksum; of rows that concern nobody their head. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
