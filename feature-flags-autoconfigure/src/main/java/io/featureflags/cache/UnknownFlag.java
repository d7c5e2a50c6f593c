package io.featureflags.cache;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.FlagName;
import io.featureflags.StepOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name of neither code nor configuration that has no flag: off. When its flag has a value, or the copy drops the name, this
 * handle is dropped, and a caller that still holds it gets the answers of the flag that has the name then.
 */
final class UnknownFlag extends AnsweringFlag {

    private final UnknownNames names;

    private volatile boolean absent;

    /**
     * Creates a handle.
     *
     * @param name the name that was looked up
     * @param warnings warns for callers that hold this handle when a flag has the name
     * @param names the names at run time, which look up this one again once it is dropped
     */
    UnknownFlag(String name, FlagWarnings warnings, UnknownNames names) {
        super(name, warnings);
        this.names = names;
    }

    /** Records that the store has responded that it has no value. */
    void markAbsent() {
        absent = true;
    }

    /** Returns whether the store has responded that it has no value. */
    boolean isAbsent() {
        return absent;
    }

    @Override
    Answering awaitAnswering() {
        if (!isDropped() && !names.isStartOver()) {
            names.awaitStart();
        }
        if (isDropped()) {
            return answeringOf(names.find(name));
        }
        Answering off = notFound();
        if (names.isStartOver()) { // Until then, each check waits for the flags that were added since the last one.
            answerUnlessDropped(off);
        }
        return off;
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        settled();
        if (isDropped() && names.find(name) instanceof CachedFlag flag) {
            return flag.explain(context);
        }
        Evaluation answer = notFound().answer();
        String reason = FlagName.isValid(name) ? "unknown flag" : "not a valid name of a flag";
        return Explanation.of(answer, null, null, List.of(new ExplainedStep("name", StepOutcome.OFF, reason)));
    }

    @Override
    public Flag withValue(@Nullable String value) {
        if (isDropped() && names.find(name) instanceof CachedFlag flag) {
            return flag.withValue(value);
        }
        if (!FlagName.isValid(name)) {
            throw new IllegalArgumentException("A flag's name must match " + FlagName.GRAMMAR);
        }
        return names.trial(name).withValue(value);
    }
}
