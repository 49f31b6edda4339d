// SPDX-License-Identifier: Apache-2.0
package dev.osc.failure;

/** The process's exit codes. Numbers are a promise: never reused, never moved (README, "Exit codes"). */
public enum ExitCode {
    DONE(0, "the change is made"),
    INTERNAL(1, "an error in osc itself; the message has the details"),
    USAGE(2, "the command line is wrong"),
    UNREACHABLE(10, "the server can't be reached"),
    ACCESS_DENIED(11, "user or password refused"),
    NO_SUCH_TABLE(12, "no such schema or table"),
    NO_SUCH_COLUMN(13, "the change names a column or key that isn't there"),
    SYNTAX(14, "the change can't be parsed, or the server refuses it"),
    UNSUPPORTED_CHANGE(15, "the change is one osc doesn't make"),
    MISSING_PRIVILEGE(16, "the user lacks a privilege"),
    SERVER_SETTING(17, "a server setting is in the way (binary log, row format…)"),
    LEFTOVERS(18, "tables of an earlier run are in the way"),
    ALREADY_RUNNING(19, "another osc works on this table"),
    UNSUPPORTED_TABLE(20, "the table has something osc doesn't carry (foreign keys…)"),
    NO_KEY(21, "no key that identifies rows on both sides"),
    NOT_RESUMABLE(22, "an unfinished change of the table, or its way back, can't be taken up again"),
    DATA_CONFLICT(30, "rows don't fit the new definition; they are named"),
    TABLE_CHANGED(31, "someone else changed the table's definition meanwhile"),
    STREAM_LOST(32, "the change stream can't go on"),
    SERVER_FAILED(33, "the server failed or refused a statement, and retrying didn't help"),
    NOT_SWAPPED(34, "the cut-over found no moment; nothing is lost"),
    UNDETERMINED(35, "how the cut-over ended couldn't be found out"),
    MISMATCH(36, "two tables that should hold the same differ in rows; they are named"),
    WAY_BACK_LOST(37, "the change is made, and can't be undone by osc any more"),
    UNDONE(38, "the change was made, and has been undone"),
    HOOK_FAILED(39, "a hook failed or took too long; the change is not made"),
    ABORTED(40, "stopped by an operator or a signal");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** One line for the manual. */
    public String meaning() {
        return meaning;
    }
}
