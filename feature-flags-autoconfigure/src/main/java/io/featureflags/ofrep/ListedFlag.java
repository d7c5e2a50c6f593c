package io.featureflags.ofrep;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.Flag;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

    /** Writes the JSON of the answer in UTF-8, after a comma; nothing if the flag is unknown. */
    void write(EvaluationContext context, ByteArrayOutputStream target) {
        Evaluation answer = flag.evaluate(context);
        Written written = last;
        if (written == null || !written.isOf(answer)) {
            String json = answer.errorCode() == ErrorCode.FLAG_NOT_FOUND ? "" : "," + AnswerWriter.json(answer);
            written = new Written(answer, json.getBytes(StandardCharsets.UTF_8));
            last = written;
        }
        target.writeBytes(written.json);
    }

    /** A written answer. */
    private static final class Written {

        private final Evaluation answer;

        private final byte[] json;

        Written(Evaluation answer, byte[] json) {
            this.answer = answer;
            this.json = json;
        }

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
