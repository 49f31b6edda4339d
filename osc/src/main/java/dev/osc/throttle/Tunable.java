// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.util.function.Function;

/**
 * One setting that an operator may change while a run goes on: by an option before it, by the command of the same name during it.
 * Thread-safe.
 *
 * @param <T> its value; immutable, and {@code toString} is how it is typed
 */
public final class Tunable<T> {

    private final String name;
    private final String argument;
    private final String help;
    private final Function<String, T> parser;
    private final T none;
    private volatile T value;

    /**
     * @param argument what follows {@code =}, for the help: {@code MILLIS}
     * @param help one line
     * @param parser throws IllegalArgumentException with a sentence for who typed it
     * @param none what an empty text means, and what holds at first
     */
    Tunable(String name, String argument, String help, Function<String, T> parser, T none) {
        this.name = name;
        this.argument = argument;
        this.help = help;
        this.parser = parser;
        this.none = none;
        this.value = none;
    }

    /** A whole number; nothing typed is the least. */
    static Tunable<Long> number(String name, String argument, String help, long least, long most) {
        return new Tunable<>(name, argument, help, text -> whole(text, least, most), least);
    }

    /** @throws IllegalArgumentException with a sentence for who typed it */
    public static long whole(String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' is no number from " + least + " to " + most);
    }

    public String name() {
        return name;
    }

    public String argument() {
        return argument;
    }

    public String help() {
        return help;
    }

    public T get() {
        return value;
    }

    /** @throws IllegalArgumentException with a sentence for who typed it; then nothing has changed */
    public void set(String text) {
        value = text.isBlank() ? none : parser.apply(text.strip());
    }

    /** The value as it is typed. */
    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
