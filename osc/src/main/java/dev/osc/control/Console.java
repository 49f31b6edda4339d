// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes lines, {@code name} or {@code name=value}, and answers them. Whatever changes the run is logged and audited. Thread-safe. */
public final class Console {

    private static final Logger log = LoggerFactory.getLogger(Console.class);
    private static final int LONGEST = 4_000;

    /** Writes down what was asked, by whom, and what came of it; must not fail. */
    @FunctionalInterface
    public interface Audit {
        void write(String line, String who, Answer answer);
    }

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Audit audit;

    Console(List<Command> commands, Audit audit) {
        commands.forEach(command -> this.commands.put(command.name(), command));
        this.audit = audit;
        this.commands.put("help", new Command("help", "", "this list", Command.Effect.NONE, (_, _) -> help()));
    }

    /** To somebody who has proved that he is osc's own user, or root. */
    Answer answer(String line, String who) {
        return answer(line, who, true);
    }

    /**
     * To somebody who may be anyone that this machine, or a token, lets in.
     *
     * @param who asks, for people: {@code HTTP from 127.0.0.1}
     */
    public Answer answerFromAfar(String line, String who) {
        return answer(line, who, false);
    }

    private Answer answer(String line, String who, boolean owner) {
        String text = line.strip();
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            return Answer.refused(
                    "a line of " + text.length() + " characters, or with control characters: nothing was done");
        }
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        Command command = commands.get(name);
        if (command == null) {
            return Answer.refused("there is no command '" + name + "'; 'help' lists them");
        }
        if (command.argument().isEmpty() && equals >= 0) {
            return Answer.refused("'" + name + "' takes no value");
        }
        // the mere name asks: who wants to know a limit must not take it away
        String value = equals >= 0
                ? text.substring(equals + 1).strip()
                : command.argument().isEmpty() ? "" : "?";
        Answer answer;
        if (command.effect() == Command.Effect.REACHES && !owner && !value.equals("?")) {
            answer = Answer.refused("'" + name
                    + "' is taken at the control socket alone: it makes osc go where it is told, with its rights");
        } else {
            try {
                answer = command.action().run(value, who);
            } catch (IllegalArgumentException e) {
                answer = Answer.refused(name + ": " + e.getMessage());
            }
        }
        if (command.effect() != Command.Effect.NONE && !value.equals("?")) {
            log.info("{} by {}: {}", text, who, answer.lines().getFirst());
            audit.write(text, who, answer);
        }
        return answer;
    }

    private Answer help() {
        List<String> lines = new ArrayList<>();
        for (Command command : commands.values()) {
            String typed = command.argument().isEmpty() ? command.name() : command.name() + "=" + command.argument();
            lines.add("%-40s %s".formatted(typed, command.help()));
        }
        lines.add("%-40s %s".formatted("NAME=?", "the present value"));
        return new Answer(true, lines);
    }
}
