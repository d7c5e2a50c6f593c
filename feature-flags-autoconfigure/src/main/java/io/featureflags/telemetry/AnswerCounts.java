package io.featureflags.telemetry;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.Reason;
import io.featureflags.Source;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Counts the answers of one flag. There is an adder for each kind of answer from the start: counting makes none. */
final class AnswerCounts implements Consumer<Evaluation> {

    private final Map<Reason, Map<Source, Adders>> answers = new EnumMap<>(Reason.class);

    private final Map<ErrorCode, LongAdder> errors = new EnumMap<>(ErrorCode.class);

    AnswerCounts() {
        for (Reason reason : Reason.values()) {
            Map<Source, Adders> bySource = new EnumMap<>(Source.class);
            for (Source source : Source.values()) {
                bySource.put(source, new Adders(new LongAdder(), new LongAdder()));
            }
            answers.put(reason, bySource);
        }
        for (ErrorCode code : ErrorCode.values()) {
            errors.put(code, new LongAdder());
        }
    }

    @Override
    public void accept(Evaluation answer) {
        Map<Source, Adders> bySource = Objects.requireNonNull(answers.get(answer.reason()));
        Adders adders = Objects.requireNonNull(bySource.get(answer.source()));
        (answer.enabled() ? adders.on() : adders.off()).increment();
        if (answer.errorCode() != null) {
            Objects.requireNonNull(errors.get(answer.errorCode())).increment();
        }
    }

    /** Calls with each kind of answer that there was. */
    void forEachAnswer(BiConsumer<Kind, LongAdder> action) {
        answers.forEach((reason, bySource) -> bySource.forEach((source, adders) -> {
            ifAny(new Kind(true, reason, source), adders.on(), action);
            ifAny(new Kind(false, reason, source), adders.off(), action);
        }));
    }

    /** Calls with each error that there was. */
    void forEachError(BiConsumer<ErrorCode, LongAdder> action) {
        errors.forEach((code, adder) -> ifAny(code, adder, action));
    }

    private static <T> void ifAny(T kind, LongAdder adder, BiConsumer<T, LongAdder> action) {
        if (adder.sum() > 0) {
            action.accept(kind, adder);
        }
    }

    /**
     * What answers have in common that are counted together.
     *
     * @param enabled whether the flag was on
     * @param reason why
     * @param source which rung of the ladder answered
     */
    record Kind(boolean enabled, Reason reason, Source source) {}

    /**
     * The counts of one reason and source.
     *
     * @param on how often the flag was on
     * @param off how often it was off
     */
    private record Adders(LongAdder on, LongAdder off) {}
}
