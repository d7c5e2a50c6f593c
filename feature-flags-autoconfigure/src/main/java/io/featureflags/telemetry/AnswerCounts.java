package io.featureflags.telemetry;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.decision.Variants;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Counts the answers of one flag. All adders but those of variants exist from the start, so that counting allocates nothing. */
final class AnswerCounts implements Consumer<Evaluation> {

    /** Variants that are counted by name, like those of one value; any others are counted as one. */
    private static final int MAX_VARIANTS = Variants.MAX_VARIANTS;

    private static final int SOURCES = Source.values().length;

    /** One adder for each {@link #kind}, in an array: the compiler turns a look-up in nested maps into several calls. */
    private final LongAdder[] answers = new LongAdder[Reason.values().length * SOURCES * 2];

    private final Map<ErrorCode, LongAdder> errors = new EnumMap<>(ErrorCode.class);

    /** Values that callers received, by variant. A value can be changed often, and has new names each time. */
    private final Map<String, LongAdder> variants = new ConcurrentHashMap<>();

    AnswerCounts() {
        Arrays.setAll(answers, kind -> new LongAdder());
        for (ErrorCode code : ErrorCode.values()) {
            errors.put(code, new LongAdder());
        }
    }

    @Override
    public void accept(Evaluation answer) {
        answers[kind(answer.enabled(), answer.reason(), answer.source())].increment();
        if (answer.variant() != null && answer.value() != null) {
            variant(answer.variant()).increment();
        }
        if (answer.errorCode() != null) {
            Objects.requireNonNull(errors.get(answer.errorCode())).increment();
        }
    }

    @SuppressWarnings("EnumOrdinal") // Within this object only.
    private static int kind(boolean enabled, Reason reason, Source source) {
        return (reason.ordinal() * SOURCES + source.ordinal()) * 2 + (enabled ? 1 : 0);
    }

    private LongAdder variant(String name) {
        LongAdder adder = variants.get(name);
        return adder != null
                ? adder
                : variants.computeIfAbsent(
                        variants.size() < MAX_VARIANTS ? name : EvaluationWatch.OTHERS, key -> new LongAdder());
    }

    /** Calls an action with each variant so far. */
    void forEachVariant(BiConsumer<String, LongAdder> action) {
        variants.forEach(action);
    }

    /** Calls an action with each kind of answer so far. */
    void forEachAnswer(BiConsumer<Kind, LongAdder> action) {
        for (Reason reason : Reason.values()) {
            for (Source source : Source.values()) {
                callIfAny(new Kind(true, reason, source), answers[kind(true, reason, source)], action);
                callIfAny(new Kind(false, reason, source), answers[kind(false, reason, source)], action);
            }
        }
    }

    /** Calls an action with each error so far. */
    void forEachError(BiConsumer<ErrorCode, LongAdder> action) {
        for (Map.Entry<ErrorCode, LongAdder> error : errors.entrySet()) {
            callIfAny(error.getKey(), error.getValue(), action);
        }
    }

    private static <T> void callIfAny(T kind, LongAdder adder, BiConsumer<T, LongAdder> action) {
        if (adder.sum() > 0) {
            action.accept(kind, adder);
        }
    }

    /**
     * Kind of answers that are counted together.
     *
     * @param enabled whether the flag was on
     * @param reason reason of the answer
     * @param source rung of the fallback ladder that answered
     */
    record Kind(boolean enabled, Reason reason, Source source) {}
}
