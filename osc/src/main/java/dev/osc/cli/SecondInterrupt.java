// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.failure.ExitCode;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C once stops a command in order; once more, while that takes its time, ends the process at once. The JVM hears a signal only once
 * it is told to by {@code sun.misc.Signal}, which its compiler does not like to see: hence by reflection.
 */
final class SecondInterrupt {

    private static final Logger log = LoggerFactory.getLogger(SecondInterrupt.class);
    private static final AtomicInteger HEARD = new AtomicInteger();

    private SecondInterrupt() {}

    /** From now on. Where it can't be had the first Ctrl-C is the only one that counts. */
    static void listen() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object hearing = Proxy.newProxyInstance(
                    SecondInterrupt.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            heard();
                        }
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(self);
                            case "equals" -> self == arguments[0];
                            case "toString" -> "SecondInterrupt";
                            default -> null;
                        };
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), hearing);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            log.debug("a second Ctrl-C is not listened for: {}", e.toString());
        }
    }

    private static void heard() {
        if (HEARD.incrementAndGet() == 1) {
            // the shutdown hooks do the rest
            Thread.ofPlatform().name("osc-exit-1").start(() -> System.exit(ExitCode.ABORTED.number()));
            return;
        }
        System.err.println("osc: ended at once, as asked; statements may run on in the server for a moment\n"
                + "  nothing done is lost: the same command goes on, 'osc cleanup' gives it up");
        Runtime.getRuntime().halt(ExitCode.ABORTED.number());
    }
}
