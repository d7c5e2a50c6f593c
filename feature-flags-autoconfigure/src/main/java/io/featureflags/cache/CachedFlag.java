package io.featureflags.cache;

import io.featureflags.EvaluationContext;
import io.featureflags.Explanation;
import io.featureflags.decision.Decision;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.ValueObserver;
import io.featureflags.text.LogLimit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Flag of the local copy. Each event moves it to the next {@link ValueState}, and the value, the state and the defaults
 * make its {@link Answering}.
 */
final class CachedFlag extends AnsweringFlag {

    private final @Nullable FlagConfiguration configuration;

    private final ValueInterpreter interpreter;

    private final StartupLoader loader;

    private final LogLimit limitAtRunTime;

    private final List<ValueObserver> observers;

    private @Nullable Boolean annotated;

    private ValueState state = ValueState.UNREAD;

    /** The last value that was read or restored; null if there is none. */
    private @Nullable InterpretedValue lastValue;

    /**
     * Creates a flag without a reading.
     *
     * @param name name of the flag
     * @param configuration the flag in {@code application.yml}; null without one
     * @param interpreter interprets the values
     * @param loader reads the values that the start waits for
     * @param limitAtRunTime limits the warnings of all flags together that neither code nor configuration mentions
     * @param observers follow the values
     */
    CachedFlag(
            String name,
            @Nullable FlagConfiguration configuration,
            ValueInterpreter interpreter,
            StartupLoader loader,
            LogLimit limitAtRunTime,
            List<ValueObserver> observers) {
        super(name, new FlagWarnings(name, configuration == null ? limitAtRunTime : null, System::nanoTime));
        this.configuration = configuration;
        this.interpreter = interpreter;
        this.loader = loader;
        this.limitAtRunTime = limitAtRunTime;
        this.observers = observers;
        this.answering = nextAnswering();
    }

    @Override
    Answering awaitAnswering() {
        if (!loader.isStartOver()) {
            loader.await();
        }
        settle();
        return isDropped() ? answeringOf(interpreter.flags().apply(name)) : ladder().answering();
    }

    /** Stops checks from waiting if the start is over. */
    synchronized void settle() {
        answering = nextAnswering();
    }

    /** Returns whether the store has a value, as far as is known. */
    synchronized boolean isPresent() {
        return state.isPresent();
    }

    /** Returns whether the key disappeared in a suspected data loss, and the last value is kept. */
    synchronized boolean isVanished() {
        return state.isVanished();
    }

    /** Returns whether an annotation or {@code application.yml} mentions the flag. */
    synchronized boolean isDeclared() {
        return annotated != null || configuration != null;
    }

    /** Returns the last value; null if there is none. */
    synchronized @Nullable InterpretedValue lastValue() {
        return lastValue;
    }

    /** Returns the text of the last value; null if there is no value, or if it is not text. */
    synchronized @Nullable String lastText() {
        return lastValue != null && lastValue.reading() instanceof StoredValue.Text text ? text.text() : null;
    }

    /** Sets the default of an annotation. If annotations differ, the flag is off by default. */
    synchronized void annotate(boolean enabledByDefault) {
        warnings.limitAlone();
        if (annotated == null || (annotated && !enabledByDefault)) {
            annotated = enabledByDefault;
            answering = nextAnswering();
        }
    }

    /**
     * Accepts a reading of the store.
     *
     * @param reading the reading
     * @param place where a person finds the value, for a warning ({@code Redis key feature:new_checkout_flow})
     * @return the change; null if the value stays as it was
     */
    synchronized @Nullable FlagChange accept(StoredValue reading, String place) {
        if (reading instanceof StoredValue.Unreadable unreadable) {
            warnings.unreadable(
                    unreadable,
                    place + " cannot be read: " + unreadable.problem()
                            + ". The flag keeps its last known value, or else its default.");
            markUnreadable();
            return null;
        }
        warnings.readable();
        ValueState before = state;
        ValueState after = ValueEvent.of(reading).after(before);
        if (after.isVanished()) {
            if (after != before) {
                moveTo(after);
            }
            return null;
        }
        return replaceValue(reading, place, before, after);
    }

    private @Nullable FlagChange replaceValue(StoredValue reading, String place, ValueState before, ValueState after) {
        InterpretedValue earlier = lastValue;
        boolean absent = reading instanceof StoredValue.Absent;
        boolean same = earlier == null ? absent : reading.equals(earlier.reading());
        if (same && before.isCurrent()) {
            state = after; // The answer is the same: a new one would repeat its warning of a missing user.
            return null;
        }
        replace(same ? earlier : absent ? null : interpret(reading, place), after);
        return same ? null : new FlagChange(name, earlier, lastValue, before != ValueState.UNREAD, before.isCurrent());
    }

    /** Records that the store had no value when it was read before the flag became known. */
    synchronized void rememberAbsence() {
        moveTo(ValueEvent.ABSENCE_REMEMBERED.after(state));
    }

    /** Takes a value of the snapshot, from an earlier run of the application. */
    synchronized void restore(StoredValue value, String place) {
        ValueState after = ValueEvent.SNAPSHOT_RESTORED.after(state);
        if (after != state) {
            replace(interpret(value, place), after);
        }
    }

    /** Records that the store, or this value in it, cannot be read: the value is the last known one from now on. */
    synchronized void markUnreadable() {
        ValueState before = state;
        state = ValueEvent.UNREADABLE.after(before);
        if (before.isCurrent()) {
            answering = nextAnswering();
        }
    }

    /** Records that the store has lost its data: the next reading shows whether this value is lost. */
    synchronized void markAtRisk() {
        state = ValueEvent.DATA_LOSS_REPORTED.after(state);
    }

    /**
     * Keeps a value that disappeared in a suspected data loss, until the store has a value again.
     *
     * @param value the value before the loss; ignored if the flag has another one by now
     * @return the change, if the value had been taken for deleted; else null
     */
    synchronized @Nullable FlagChange keepLost(InterpretedValue value) {
        boolean deleted = lastValue == null;
        if (state.isVanished() || (!deleted && !value.equals(lastValue))) {
            return null;
        }
        replace(value, ValueEvent.DATA_LOSS_DETECTED.after(state));
        return deleted ? new FlagChange(name, null, value, true, false) : null;
    }

    private InterpretedValue interpret(StoredValue reading, String place) {
        return InterpretedValue.of(reading, interpreter, warning -> warnings.value(reading, place + warning));
    }

    /** Replaces the value. A change of the state alone is not observed: the same value decides. */
    private void replace(@Nullable InterpretedValue value, ValueState after) {
        if (Objects.equals(value, lastValue)) {
            moveTo(after);
            return;
        }
        observers.forEach(observer -> observer.replacing(name));
        lastValue = value;
        moveTo(after);
        FlagValue meaning = value == null ? null : value.meaning();
        String text = meaning == null ? null : lastText();
        Decision decision = meaning == null ? null : interpreter.decision(name, meaning);
        observers.forEach(observer -> observer.replaced(name, text, decision));
    }

    private void moveTo(ValueState after) {
        state = after;
        answering = nextAnswering();
    }

    private Answering nextAnswering() {
        return isDropped() || (state.isUnread() && !loader.isStartOver())
                ? new Answering.Awaited()
                : ladder().answering();
    }

    /** Returns the value and the defaults. */
    synchronized FallbackLadder ladder() {
        return new FallbackLadder(name, lastValue, state.isCurrent(), configuration, annotated, interpreter);
    }

    /** Returns what is known of the flag, apart from its answers. */
    synchronized FlagFacts facts() {
        return ladder().facts(warnings.unreadable(), state.isVanished());
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        settled();
        return isDropped() ? interpreter.flags().apply(name).explain(context) : ladder().explain(context);
    }

    @Override
    public synchronized CachedFlag withValue(@Nullable String value) {
        CachedFlag copy = new CachedFlag(name, configuration, interpreter, loader, limitAtRunTime, List.of());
        copy.annotated = annotated;
        copy.lastValue = value == null ? null : InterpretedValue.interpret(new StoredValue.Text(value), interpreter);
        copy.moveTo(value == null ? ValueState.ABSENT : ValueState.CURRENT);
        return copy;
    }
}
