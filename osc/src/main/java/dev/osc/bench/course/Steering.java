// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osc.bench.OscProcess;
import dev.osc.bench.load.BrokenRunException;
import dev.osc.control.ControlClient;
import dev.osc.status.Status;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks a running osc where it stands and tells it what to do, at its socket. Confined to one thread. */
public final class Steering {

    private final OscProcess osc;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private @Nullable Status last;

    public Steering(OscProcess osc) {
        this.osc = osc;
    }

    /** Empty when it does not answer yet, or no more. */
    public Optional<Status> status() {
        try {
            String said = ControlClient.ask(UnixDomainSocketAddress.of(osc.socket()), "status")
                    .json();
            last = json.treeToValue(json.readTree(said).path("data"), Status.class);
            return Optional.of(last);
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    /** @throws BrokenRunException when it refuses, or does not answer */
    public void tell(String command) {
        try {
            ControlClient.Said said = ControlClient.ask(UnixDomainSocketAddress.of(osc.socket()), command);
            if (!said.done()) {
                throw new BrokenRunException("osc refused '" + command + "': " + said.lines());
            }
        } catch (IOException e) {
            throw new BrokenRunException("osc did not answer to '" + command + "': " + e.getMessage());
        }
    }

    /**
     * Asks until it stands so.
     *
     * @param every how often
     * @throws BrokenRunException when it ends before, or takes longer
     */
    public Status await(String what, Predicate<Status> so, Duration every, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            boolean alive = osc.isAlive();
            Optional<Status> now = status();
            if (now.filter(so).isPresent()) {
                return now.get();
            }
            if (!alive || System.nanoTime() > deadline) {
                throw new BrokenRunException("osc did not come so far: " + what + "; last it said: "
                        + (last == null ? "nothing" : last.line()));
            }
            TimeUnit.NANOSECONDS.sleep(every.toNanos());
        }
    }

    /** Waits until osc uses next to no processor time: what it had to do in the background is done. */
    public void awaitRest(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        double before = -1;
        while (osc.use().cpuSeconds() - before > 0.03) {
            if (System.nanoTime() > deadline) {
                throw new BrokenRunException("osc does not come to rest");
            }
            before = osc.use().cpuSeconds();
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
