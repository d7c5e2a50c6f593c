package io.featureflags.ofrep;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.Flag;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A flag of the list, which keeps the JSON of its last answer: most flags give all callers few different ones. */
final class ListedFlag {

    private final Flag flag;

    private volatile @Nullable Written last;

    ListedFlag(Flag flag) {
        this.flag = flag;
    }

    String name() {
        return flag.name();
    }

    /** Returns the JSON of the answer; null if the flag is unknown. */
    @Nullable
    String json(EvaluationContext context) {
        Evaluation answer = flag.evaluate(context);
        Written written = last;
        if (written == null || !written.isOf(answer)) {
            String json = answer.errorCode() == ErrorCode.FLAG_NOT_FOUND ? null : AnswerWriter.json(answer);
            written = new Written(answer, json);
            last = written;
        }
        return written.json;
    }

    /**
     * A written answer.
     *
     * @param answer the answer
     * @param json its JSON; null if the flag is unknown
     */
    private record Written(Evaluation answer, @Nullable String json) {

        @SuppressWarnings("ReferenceEquality") // A variant has one value, and comparing objects would take longer.
        boolean isOf(Evaluation other) {
            return answer == other
                    || (answer.value() == other.value()
                            && answer.enabled() == other.enabled()
                            && answer.reason() == other.reason()
                            && answer.errorCode() == other.errorCode()
                            && Objects.equals(answer.variant(), other.variant()));
        }
    }
}
