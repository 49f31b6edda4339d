// SPDX-License-Identifier: Apache-2.0
package dev.osc.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class HookFolderTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(HookFolder.class);

    @BeforeEach
    void listen() {
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(logged);
    }

    private Path hook(String name, String script) throws IOException {
        Path hook = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
    }

    /** What {@link #told} answers of it later. */
    private void telling(String name) throws IOException {
        hook(name, "echo \"${0##*/}\" >> '" + folder.resolve("told") + "'");
    }

    private List<String> told() throws IOException {
        Path told = folder.resolve("told");
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }

    private List<String> logged() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void run(Event event) throws InterruptedException {
        run(event, Map.of());
    }

    private void run(Event event, Map<String, String> environment) throws InterruptedException {
        new HookFolder(folder, LONG).run(event, environment);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void thoseOfTheEventInTheOrderOfTheirNames() throws IOException, InterruptedException {
        for (String name : List.of(
                "osc-on-startup-b",
                "gh-ost-on-startup",
                "osc-on-startup",
                "gh-ost-on-startup--mail",
                "osc-on-status",
                "on-startup",
                "my-osc-on-startup")) {
            telling(name);
        }
        Files.setPosixFilePermissions(hook("osc-on-startup-a", "exit 1"), PosixFilePermissions.fromString("rw-------"));
        Files.createDirectory(folder.resolve("osc-on-startup-folder"));

        run(Event.STARTUP);

        assertThat(told())
                .containsExactly("gh-ost-on-startup", "gh-ost-on-startup--mail", "osc-on-startup", "osc-on-startup-b");
        run(Event.SUCCESS);
        assertThat(told()).hasSize(4);
    }

    @Test
    void everyEventIsNamedAsItIsTyped() throws IOException, InterruptedException {
        for (Event event : Event.values()) {
            telling("osc-on-" + event.text());
        }
        for (Event event : Event.values()) {
            run(event);
        }

        assertThat(told())
                .containsExactly(
                        "osc-on-startup",
                        "osc-on-validated",
                        "osc-on-rowcount-complete",
                        "osc-on-before-row-copy",
                        "osc-on-row-copy-complete",
                        "osc-on-begin-postponed",
                        "osc-on-before-cut-over",
                        "osc-on-status",
                        "osc-on-throttled",
                        "osc-on-interactive-command",
                        "osc-on-success",
                        "osc-on-failure");
    }

    /** What comes after it is not run. */
    @Test
    void aFailureEndsTheRunWhereHooksDecide() throws IOException {
        Path failing = hook("osc-on-before-cut-over-1", "exit 7");
        telling("osc-on-before-cut-over-2");

        OscException failure = assertThrows(OscException.class, () -> run(Event.BEFORE_CUT_OVER));

        assertThat(failure.code()).isEqualTo(ExitCode.HOOK_FAILED);
        assertThat(failure).hasMessageContaining(failing + " ended with 7");
        assertThat(failure.nextStep()).contains("run the same command again");
        assertThat(told()).isEmpty();
    }

    @Test
    void elsewhereItIsOnlyTold() throws IOException, InterruptedException {
        Path failing = hook("osc-on-success-1", "exit 7");
        Files.setPosixFilePermissions(
                Files.writeString(folder.resolve("osc-on-success-2"), "#!/no/such/shell\n"),
                PosixFilePermissions.fromString("rwx------"));
        telling("osc-on-success-3");

        run(Event.SUCCESS);

        assertThat(told()).containsExactly("osc-on-success-3");
        assertThat(logged())
                .contains("the hook " + failing + " ended with 7; the run goes on")
                .anyMatch(line -> line.contains("osc-on-success-2 can't be run: "));
    }

    /** The child is killed too, and what would come after it does not come. */
    @Test
    void whoTakesTooLongIsKilledWithItsChildren() throws IOException, InterruptedException {
        hook("osc-on-startup", "cd '" + folder + "'; sh -c 'echo $$ > pid; exec sleep 300'; touch after");

        OscException failure =
                assertThrows(OscException.class, () -> new HookFolder(folder, SHORT).run(Event.STARTUP, Map.of()));

        assertThat(failure).hasMessageContaining("did not end within");
        long child = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        await(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(folder.resolve("after")).doesNotExist();
    }

    @Test
    void whatItPrintsIsLogged() throws IOException, InterruptedException {
        hook("osc-on-validated", "echo one; echo two >&2; printf three");

        run(Event.VALIDATED);

        assertThat(logged())
                .containsSubsequence(
                        "hook osc-on-validated: one", "hook osc-on-validated: two", "hook osc-on-validated: three");
    }

    @Test
    void whoPrintsWithoutEndIsReadAndNotLogged() throws IOException, InterruptedException {
        hook("osc-on-validated", "i=0; while [ $i -lt 5000 ]; do echo \"$i and some more words\"; i=$((i+1)); done");

        run(Event.VALIDATED);

        await(() -> logged().contains("hook osc-on-validated: 999 and some more words"));
        assertThat(logged()).noneMatch(line -> line.contains(": 1000 and"));
    }

    /** It leaves a child that keeps its output open; and it reads its input to the end, which is at once. */
    @Test
    void aHookThatClosesNothingHoldsUpNobody() throws IOException, InterruptedException {
        hook("osc-on-startup", "cat; sleep 300 & echo $! > '" + folder + "/pid'");
        telling("osc-on-startup-b");

        try {
            run(Event.STARTUP);

            assertThat(told()).containsExactly("osc-on-startup-b");
        } finally {
            ProcessHandle.of(Long.parseLong(
                            Files.readString(folder.resolve("pid")).strip()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void whatItIsToldArrivesAsItIs() throws IOException, InterruptedException {
        hook("osc-on-startup", "printf '%s|%s' \"$OSC_TABLE_NAME\" \"$OSC_DDL\" > '" + folder + "/seen'");
        String table = "o'r\"d$(touch " + folder + "/run)`touch " + folder + "/run`;ü\\";
        String ddl = "ADD COLUMN \"a\" TEXT COMMENT 'it''s\n$(touch " + folder + "/run) ; & | > x' -- ";

        run(Event.STARTUP, Map.of("OSC_TABLE_NAME", table, "OSC_DDL", ddl));

        assertThat(folder.resolve("seen")).hasContent(table + "|" + ddl);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aFolderThatIsGoneIsAFailure() {
        HookFolder gone = new HookFolder(folder.resolve("gone"), LONG);

        assertThat(assertThrows(OscException.class, () -> gone.run(Event.STATUS, Map.of()))
                        .code())
                .isEqualTo(ExitCode.HOOK_FAILED);
    }

    /** Keys may hold anything; and what a hook prints without end must not fill osc's memory. */
    @Test
    void oddValuesAndEndlessLines() throws IOException, InterruptedException {
        hook("osc-on-failure", "printf '%s\\n' \"$KEY\"; head -c 300000 /dev/zero | tr '\\0' x; echo; echo end");

        run(Event.FAILURE, Map.of("KEY", "a\0b"));

        assertThat(logged())
                .contains("hook osc-on-failure: a\\0b", "hook osc-on-failure: end")
                .anyMatch(line -> line.endsWith("x".repeat(2_000)))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(2_100));
    }

    @Test
    void oneWithoutLeaveToRunIsTold() throws IOException, InterruptedException {
        Path forgotten = hook("osc-on-startup", "exit 3");
        Files.setPosixFilePermissions(forgotten, PosixFilePermissions.fromString("rw-------"));

        run(Event.STARTUP);

        assertThat(logged()).containsExactly("the hook " + forgotten + " is not executable, and is not run");
    }
}
