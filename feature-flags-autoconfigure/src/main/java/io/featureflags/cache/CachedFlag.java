package io.featureflags.cache;

import io.featureflags.EvaluationContext;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.StoredValue;
import org.jspecify.annotations.Nullable;

/** A flag of the local copy: whatever changes it works out its next {@link Answering}. */
final class CachedFlag extends StatefulFlag {

    private final @Nullable FlagConfiguration configuration;

    private final ValueInterpreter meanings;

    private final FirstValues values;

    private @Nullable Boolean annotated;

    /** The last value that could be read; null if there was none. */
    private @Nullable LastValue lastValue;

    /** Whether {@link #lastValue} is not known to be what the store has now. */
    private boolean stale = true;

    /** Whether the value is gone, but in a way that nobody can have meant. */
    private boolean vanished;

    /** Whether the store has told of a loss since the value was read: should it be gone, nobody has meant it. */
    private boolean lossTold;

    /** Whether the value is from another life of this application, and the store is yet to be reached. */
    private boolean restored;

    /** Whether the store has ever told what it has, be it nothing. */
    private boolean answered;

    CachedFlag(String name, @Nullable FlagConfiguration configuration, ValueInterpreter meanings, FirstValues values) {
        super(name);
        this.configuration = configuration;
        this.meanings = meanings;
        this.values = values;
        this.state = currentState();
    }

    @Override
    Answering awaitState() {
        values.await();
        settle();
        return ladder().state();
    }

    /** Takes notice that the start is over, if it is. */
    synchronized void settle() {
        state = currentState();
    }

    /** Whether the store has a value, as far as is known. */
    synchronized boolean isPresent() {
        return lastValue != null && !vanished && !restored;
    }

    /** Whether the value is gone in a way that nobody can have meant, and kept therefore. */
    synchronized boolean isVanished() {
        return vanished;
    }

    /** Whether the state is known to be that of the store. */
    synchronized boolean isCurrent() {
        return !stale;
    }

    /** The last value; null if there is none. */
    synchronized @Nullable LastValue lastValue() {
        return lastValue;
    }

    /** The text of the last value, if there is one and it is text. */
    synchronized @Nullable String lastText() {
        return lastValue != null && lastValue.reading() instanceof StoredValue.Text text ? text.text() : null;
    }

    synchronized void annotate(boolean enabledByDefault) {
        if (annotated == null || (annotated && !enabledByDefault)) {
            annotated = enabledByDefault;
            state = currentState();
        }
    }

    /**
     * Takes what the store has found.
     *
     * @return the change; null if the value is the one before
     */
    synchronized @Nullable FlagChange accept(StoredValue reading, String place) {
        if (reading instanceof StoredValue.Unreadable unreadable) {
            warnings.unreadable(
                    unreadable,
                    place + " cannot be read: " + unreadable.problem()
                            + ". The flag keeps its last known value, or what stands below it.");
            keep();
            return null;
        }
        warnings.readable();
        if (lastValue != null && reading.equals(new StoredValue.Absent()) && (vanished || lossTold)) {
            keepVanished(lastValue);
            return null;
        }
        vanished = false;
        lossTold = false;
        restored = false;
        LastValue before = lastValue;
        boolean wasKnown = answered || before != null;
        boolean wasCurrent = !stale;
        answered = true;
        boolean same = lastValue == null ? reading instanceof StoredValue.Absent : reading.equals(lastValue.reading());
        if (!same) {
            lastValue = reading instanceof StoredValue.Absent ? null : read(reading, place);
        } else if (!stale) {
            return null;
        }
        stale = false;
        state = currentState();
        return same ? null : new FlagChange(name, before, lastValue, wasKnown, wasCurrent);
    }

    /** The store has answered before that it has no value. */
    synchronized void absent() {
        answered = true;
        state = currentState();
    }

    /** Takes a value that was known in another life of this application; of no meaning once the store has answered. */
    synchronized void restore(StoredValue value, String place) {
        if (lastValue == null && stale) {
            lastValue = read(value, place);
            restored = true;
            state = currentState();
        }
    }

    /** The value, if there is one, is from now on the last known one. */
    synchronized void keep() {
        restored = false; // The store is away: should it come back empty, this value is as good as any other.
        if (!stale) {
            stale = true;
            state = currentState();
        }
    }

    /** The store has told that it lost its data: whether this value is gone is for the next reading to say. */
    synchronized void lossTold() {
        lossTold = true;
    }

    /**
     * The value is gone in a way that nobody can have meant: it is kept until there is another one.
     *
     * @return the change, where the value had been taken for deleted; else null
     */
    synchronized @Nullable FlagChange keepVanished(LastValue value) {
        if (vanished || (lastValue != null && !lastValue.equals(value))) {
            return null;
        }
        boolean wasTaken = lastValue == null;
        lastValue = value;
        vanished = true;
        stale = true;
        state = currentState();
        return wasTaken ? new FlagChange(name, null, value, true, false) : null;
    }

    private LastValue read(StoredValue reading, String place) {
        return LastValue.of(reading, meanings, warning -> warnings.value(reading, place + warning));
    }

    private Answering currentState() {
        return answered || values.isStartOver() ? ladder().state() : new Answering.Awaited();
    }

    /** What each rung says. */
    synchronized FallbackLadder ladder() {
        return new FallbackLadder(name, lastValue, stale, configuration, annotated, meanings);
    }

    /** What is known of it, apart from its answers. */
    synchronized FlagFacts facts() {
        return ladder().facts(warnings.unreadable(), vanished);
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        settled();
        FallbackLadder ladder = ladder();
        try {
            return ladder.explain(context);
        } catch (RuntimeException | StackOverflowError ex) {
            return ladder.failed();
        }
    }

    @Override
    public synchronized Flag withValue(@Nullable String value) {
        CachedFlag copy = new CachedFlag(name, configuration, meanings, values);
        copy.answered = true;
        copy.annotated = annotated;
        copy.lastValue = value == null ? null : LastValue.understood(new StoredValue.Text(value), meanings);
        copy.stale = false;
        copy.state = copy.currentState();
        return copy;
    }
}
