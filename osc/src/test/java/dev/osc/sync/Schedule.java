// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a migration on the model server, from the first transaction to the swap (and, in half of them, back): every
 * choice is the seed's. Crashes, lost connections and failures are rationed, so that a live protocol comes to an end.
 */
final class Schedule {

    static final String NO_END = "no end";

    /** Choices by the seed's weights, then by equal ones: twice as many as any seed has been seen to need. */
    private static final int WILD = 250;

    private static final int FAIR = 12_000;

    enum Action {
        TRANSACT,
        APPEAR,
        STEP,
        OPEN,
        RESUME,
        COPY,
        DELIVER,
        SETTLE,
        PLACE,
        FLUSH,
        SAVE,
        CRASH,
        LOSE,
        LOOK,
        LOCK,
        SWAP;

        static final Action[] ALL = values();
    }

    private final Dice dice;
    private final @Nullable Rule off;
    private final World world;
    private final Shell.Habits habits;
    private final double[] weights = new double[Action.ALL.length];
    private final double pace;

    private int transactions;
    private int crashes;
    private int failures;
    private int losses;
    private int releases = 2;
    private int turns;

    private @Nullable Shell shell;
    private Shell.@Nullable Saved saved;
    private Shell.@Nullable Saved noted;
    private int begin = -1;
    private int purged;
    private int marker = -1;
    private boolean locked;
    private boolean done;

    Schedule(long seed, @Nullable Rule off) {
        dice = new Dice(seed);
        this.off = off;
        world = new World(dice, dice.between(3, 8));
        habits = Shell.Habits.draw(dice);
        transactions = dice.between(3, 25);
        crashes = dice.below(3);
        failures = dice.below(5);
        losses = dice.below(4);
        turns = dice.below(2);
        pace = dice.oneOf(1, .1);
        for (int i = 0; i < weights.length; i++) {
            double rare = Action.ALL[i] == Action.CRASH || Action.ALL[i] == Action.LOSE ? .2 : 1;
            weights[i] = dice.oneOf(.2, 1, 1, 3, 8) * rare;
        }
    }

    /**
     * Runs to the end.
     *
     * @return the number of steps
     * @throws Violation when an invariant is broken, or the end does not come
     */
    int run(Consumer<Supplier<String>> told) {
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        for (int step = 1; step <= WILD + FAIR; step++) {
            Action action = step <= WILD ? weighted(all) : Action.ALL[dice.below(Action.ALL.length)];
            act(action);
            told.accept(() -> action + " " + this);
            if (done) {
                return step;
            }
        }
        throw new Violation(NO_END);
    }

    private Action weighted(double all) {
        double at = dice.fraction() * all;
        int index = 0;
        while (index < weights.length - 1 && (at -= weights[index]) >= 0) {
            index++;
        }
        return Action.ALL[index];
    }

    private void act(Action action) {
        switch (action) {
            case TRANSACT -> {
                if (!locked && transactions-- > 0) {
                    world.transact();
                }
            }
            case APPEAR -> world.appear();
            case STEP -> step();
            case OPEN -> open();
            case RESUME -> resume();
            case COPY -> copy();
            default -> {
                if (shell != null && begin >= 0) {
                    actWith(shell, action);
                }
            }
        }
    }

    private void actWith(Shell tool, Action action) {
        switch (action) {
            case DELIVER -> tool.deliver();
            case SETTLE -> tool.settle();
            case PLACE -> tool.place();
            case FLUSH -> tool.flush();
            case SAVE -> save(tool);
            case CRASH -> crash();
            case LOSE -> {
                if (!tool.mine.isEmpty() && losses-- > 0) {
                    tool.lose(dice.oneOf(tool.mine));
                }
            }
            case LOOK -> tool.look();
            case LOCK -> lock(tool);
            case SWAP -> swap(tool);
            default -> throw new IllegalStateException(action.name());
        }
    }

    /** One stage of one operation; some fail, and nobody hears of the lost ones. */
    private void step() {
        if (world.running.isEmpty()) {
            return;
        }
        Operation op = dice.oneOf(world.running);
        if (op.lost && !dice.chance(pace)) {
            return;
        }
        world.step(op, op.lost ? dice.chance(.2) : dice.chance(.1) && failures-- > 0);
        if (shell != null && !op.lost && op.result != Operation.Result.RUNNING) {
            shell.ended(op);
        }
    }

    private void open() {
        if (begin >= 0 || (off == Rule.I1 && !copying())) {
            return;
        }
        begin = world.log.size();
        purged = begin;
        saved = new Shell.Saved(begin, -1, false);
        if (shell == null) {
            shell = new Shell(world, dice, habits, off, saved, false);
        } else {
            shell.opened(begin);
        }
    }

    private boolean copying() {
        return shell != null
                && (world.running.stream().anyMatch(op -> op.stage > 1)
                        || shell.sync.watermark() != null
                        || shell.sync.allCopied());
    }

    private void resume() {
        if (shell == null && saved != null && (world.running.isEmpty() || off == Rule.FENCE)) {
            if (saved.position() < purged) {
                throw new Violation("log purged behind the checkpoint");
            }
            shell = new Shell(world, dice, habits, off, saved, true);
        }
    }

    private void copy() {
        if (off == Rule.I1 && begin < 0) {
            if (shell == null) {
                shell = new Shell(world, dice, habits, off, new Shell.Saved(0, -1, false), false);
            }
        } else if (begin < 0 || (off != Rule.I1_SETTLE && world.visibleBefore() < begin)) {
            return;
        }
        if (shell != null) {
            shell.copy();
        }
    }

    /** Takes the state down; a later call makes that durable, and only then is the log acknowledged. */
    private void save(Shell tool) {
        if (noted == null) {
            noted = tool.checkpoint();
            if (off == Rule.I8_DURABLE) {
                purged = Math.max(purged, noted.position());
            }
        } else {
            saved = noted;
            noted = null;
            purged = Math.max(purged, saved.position());
        }
    }

    private void crash() {
        if (crashes-- > 0) {
            world.running.forEach(op -> op.lost = true);
            shell = null;
            noted = null;
            release();
        }
    }

    private void release() {
        locked = false;
        marker = -1;
    }

    /** Blocks writers and takes the marker; called again, it lets them go. */
    private void lock(Shell tool) {
        if (locked && dice.chance(.3) && releases-- > 0) {
            release();
        }
        if (locked || !tool.sync.allCopied()) {
            return;
        }
        if (off == Rule.I7_LOCK && marker < 0) {
            marker = world.log.size();
        } else if (world.allVisible()) {
            locked = true;
            marker = off == Rule.I7_LOCK ? marker : world.log.size();
        }
    }

    private void swap(Shell tool) {
        if (!locked || !tool.quiet() || (off != Rule.I7_MARKER && tool.read < marker)) {
            return;
        }
        world.compare();
        done = turns == 0;
        if (!done && saved != null) {
            turns = 0;
            world.turnRound();
            saved = new Shell.Saved(saved.position(), world.size, true);
            noted = null;
            release();
            transactions = dice.below(10);
            if (tool.between() && dice.chance(.5)) {
                shell = new Shell(world, dice, habits, off, new Shell.Saved(tool.read, world.size, true), false);
            }
        }
    }

    @Override
    public String toString() {
        String tool = shell == null ? "down" : shell.sync.checkpoint() + " " + shell.sync.counts();
        return world + " osc " + tool + (locked ? " locked" : "");
    }
}
