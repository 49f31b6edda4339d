// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course;

import dev.osc.bench.OscProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An osc that has copied everything and follows the changes, its swap postponed until it is told to make it. */
public final class Standby implements AutoCloseable {

    private static final Duration COPIED_WITHIN = Duration.ofHours(6);

    private final Path flag;
    private final OscProcess osc;
    private final Steering steering;

    private Standby(Path flag, OscProcess osc) {
        this.flag = flag;
        this.osc = osc;
        this.steering = new Steering(osc);
    }

    /** Begins; see {@link #awaitFollowing}. */
    public static Standby start(CourseServer server, String table, String alter, List<String> options) {
        try {
            Path flag = Files.createTempFile("osc-bench-", ".postpone");
            List<String> all = new ArrayList<>(List.of("--postpone-cut-over-flag-file", flag.toString()));
            all.addAll(options);
            return new Standby(flag, OscProcess.start(server.order(table, alter, all)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Standby awaitFollowing() throws InterruptedException {
        osc.awaitPhase("postponed", COPIED_WITHIN);
        return this;
    }

    public OscProcess osc() {
        return osc;
    }

    public Steering steering() {
        return steering;
    }

    /** Has it swap, and waits for its end. */
    public OscProcess.Ran swap() throws InterruptedException {
        steering.tell("cut-over");
        return osc.done();
    }

    @Override
    public void close() {
        osc.close();
        try {
            Files.deleteIfExists(flag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
