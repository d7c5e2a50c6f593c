package io.featureflags.cache;

import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * Model of {@link CachedFlag} that keeps one boolean for each question, as that class did before it had a
 * {@link ValueState}. Slow, and easy to check line by line.
 */
final class ReferenceFlag {

    private final String name;

    private final @Nullable FlagConfiguration configuration;

    private final ValueInterpreter interpreter;

    private final StartupLoader loader;

    private @Nullable Boolean annotated;

    private @Nullable InterpretedValue lastValue;

    /** Whether the store may have something else than {@link #lastValue} by now. */
    private boolean stale = true;

    /** Whether the key disappeared in a suspected data loss. */
    private boolean vanished;

    /** Whether the store has reported a data loss since the value was read. */
    private boolean lossReported;

    /** Whether the value is from the snapshot, and the store has not been reached yet. */
    private boolean restored;

    /** Whether the store has ever responded, with a value or without. */
    private boolean responded;

    Answering answering;

    ReferenceFlag(
            String name,
            @Nullable FlagConfiguration configuration,
            ValueInterpreter interpreter,
            StartupLoader loader) {
        this.name = name;
        this.configuration = configuration;
        this.interpreter = interpreter;
        this.loader = loader;
        this.answering = nextAnswering();
    }

    void settle() {
        answering = nextAnswering();
    }

    boolean isPresent() {
        return lastValue != null && !vanished && !restored;
    }

    boolean isVanished() {
        return vanished;
    }

    boolean isCurrent() {
        return !stale;
    }

    @Nullable
    InterpretedValue lastValue() {
        return lastValue;
    }

    @Nullable
    String lastText() {
        return lastValue != null && lastValue.reading() instanceof StoredValue.Text text ? text.text() : null;
    }

    void annotate(boolean enabledByDefault) {
        if (annotated == null || (annotated && !enabledByDefault)) {
            annotated = enabledByDefault;
            answering = nextAnswering();
        }
    }

    @Nullable
    FlagChange accept(StoredValue reading) {
        if (reading instanceof StoredValue.Unreadable) {
            markUnreadable();
            return null;
        }
        if (lastValue != null && reading.equals(new StoredValue.Absent()) && (vanished || lossReported)) {
            keepLost(lastValue);
            return null;
        }
        vanished = false;
        lossReported = false;
        restored = false;
        InterpretedValue before = lastValue;
        boolean wasKnown = responded || before != null;
        boolean wasCurrent = !stale;
        responded = true;
        boolean same = lastValue == null ? reading instanceof StoredValue.Absent : reading.equals(lastValue.reading());
        if (!same) {
            lastValue = reading instanceof StoredValue.Absent ? null : interpret(reading);
        } else if (!stale) {
            return null;
        }
        stale = false;
        answering = nextAnswering();
        return same ? null : new FlagChange(name, before, lastValue, wasKnown, wasCurrent);
    }

    void rememberAbsence() {
        responded = true;
        answering = nextAnswering();
    }

    void restore(StoredValue value) {
        if (lastValue == null && stale) {
            lastValue = interpret(value);
            restored = true;
            answering = nextAnswering();
        }
    }

    void markUnreadable() {
        restored = false;
        if (!stale) {
            stale = true;
            answering = nextAnswering();
        }
    }

    /** A data loss was reported for flags with a value only. */
    void markAtRisk() {
        if (isPresent()) {
            lossReported = true;
        }
    }

    @Nullable
    FlagChange keepLost(InterpretedValue value) {
        if (vanished || (lastValue != null && !lastValue.equals(value))) {
            return null;
        }
        boolean deleted = lastValue == null;
        lastValue = value;
        vanished = true;
        stale = true;
        answering = nextAnswering();
        return deleted ? new FlagChange(name, null, value, true, false) : null;
    }

    /** Returns what a check gets that has to wait: the answer of the ladder, once the wait is over. */
    Answering awaited() {
        if (answering instanceof Answering.Awaited) {
            settle();
            return ladder().answering();
        }
        return answering;
    }

    private InterpretedValue interpret(StoredValue reading) {
        return InterpretedValue.of(reading, interpreter, warning -> {});
    }

    private Answering nextAnswering() {
        return responded || loader.isStartOver() ? ladder().answering() : new Answering.Awaited();
    }

    private FallbackLadder ladder() {
        return new FallbackLadder(name, lastValue, !stale, configuration, annotated, interpreter);
    }
}
