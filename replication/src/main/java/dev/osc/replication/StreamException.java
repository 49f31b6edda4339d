// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

/** The change stream cannot start or go on. The message names the table or the setting, and what to do. */
public sealed class StreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StreamException(String message) {
        super(message);
    }

    public StreamException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The table's definition changed, or it was truncated, dropped or renamed by someone else. Definitive. */
    public static final class TableChanged extends StreamException {
        private static final long serialVersionUID = 1L;

        public TableChanged(String message) {
            super(message);
        }
    }

    /**
     * A change that the log does not carry as rows: a statement-format write, an event of an unknown kind.
     * Definitive.
     */
    public static final class Unreadable extends StreamException {
        private static final long serialVersionUID = 1L;

        public Unreadable(String message) {
            super(message);
        }

        public Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The log no longer holds the position. Definitive. */
    public static final class PositionLost extends StreamException {
        private static final long serialVersionUID = 1L;

        public PositionLost(String message) {
            super(message);
        }

        public PositionLost(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
