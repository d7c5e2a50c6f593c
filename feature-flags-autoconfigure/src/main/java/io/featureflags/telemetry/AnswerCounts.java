package io.featureflags.telemetry;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.Reason;
import io.featureflags.Source;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the answers of one flag: a place in a table for each kind of answer, so that counting makes no objects. */
final class AnswerCounts implements Consumer<Evaluation> {

    private static final Reason[] REASONS = Reason.values();

    private static final Source[] SOURCES = Source.values();

    private static final ErrorCode[] ERROR_CODES = ErrorCode.values();

    private final AtomicReferenceArray<@Nullable LongAdder> answers =
            new AtomicReferenceArray<>(2 * REASONS.length * SOURCES.length);

    private final AtomicReferenceArray<@Nullable LongAdder> errors = new AtomicReferenceArray<>(ERROR_CODES.length);

    @Override
    public void accept(Evaluation answer) {
        int kind = (answer.reason().ordinal() * SOURCES.length + answer.source().ordinal()) * 2;
        increment(answers, answer.enabled() ? kind + 1 : kind);
        if (answer.errorCode() != null) {
            increment(errors, answer.errorCode().ordinal());
        }
    }

    private static void increment(AtomicReferenceArray<@Nullable LongAdder> table, int place) {
        LongAdder adder = table.get(place);
        if (adder == null) {
            table.compareAndSet(place, null, new LongAdder());
            increment(table, place);
        } else {
            adder.increment();
        }
    }

    /** Calls with each kind of answer that there was. */
    void forEachAnswer(BiConsumer<Kind, LongAdder> action) {
        for (int place = 0; place < answers.length(); place++) {
            LongAdder adder = answers.get(place);
            if (adder != null) {
                int pair = place / 2;
                action.accept(
                        new Kind(place % 2 == 1, REASONS[pair / SOURCES.length], SOURCES[pair % SOURCES.length]),
                        adder);
            }
        }
    }

    /** Calls with each error that there was. */
    void forEachError(BiConsumer<ErrorCode, LongAdder> action) {
        for (int place = 0; place < errors.length(); place++) {
            LongAdder adder = errors.get(place);
            if (adder != null) {
                action.accept(ERROR_CODES[place], adder);
            }
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
}
