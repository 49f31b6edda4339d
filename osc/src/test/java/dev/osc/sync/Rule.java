// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

/** The rules of the protocol, and what the model shell does wrong when one is off. The core itself cannot be switched. */
enum Rule {
    I1("the stream is opened only after a first chunk has read"),
    I1_SETTLE("chunks start though transactions before the start position are not yet visible"),
    I2("a key update marks the new key only"),
    I3("every transaction is reported settled as soon as it is read"),
    I4_WAIT("a chunk is reported copied as soon as it is started"),
    I4_DROP("keys where nothing has started are reported settled, and dropped, as soon as they are read"),
    I4_ORDER("a key is placed as it lay when it was read, before it was settled"),
    I5("a mark that arrives during the key's flush is not passed on"),
    I6("keys beyond the old maximum count as not started while the last chunk runs"),
    I7_MARKER("the swap does not wait for the marker"),
    I7_LOCK("the marker is taken before writers are blocked"),
    I8_POSITION("the checkpoint says what was read, not what was flushed"),
    I8_WATERMARK("the watermark is the highest copied key, holes or not"),
    I8_DURABLE("the log is acknowledged before the checkpoint is durable"),
    I9("a duplicate is reported as it comes"),
    I9_TOGETHER("the other row is flushed by itself, not in the same transaction"),
    I9_EVICT("the other row, stale and above the watermark after a resume, is left where it is"),
    I10("a chunk whose connection died counts as rolled back, without looking"),
    FENCE("statements of a dead connection may still run when the tool looks or resumes"),
    LANE("two spellings of one key may be flushed by two workers at once");

    final String broken;

    Rule(String broken) {
        this.broken = broken;
    }
}
