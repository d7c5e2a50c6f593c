package io.featureflags.context;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flag whose answers are kept in each request. Explanations and previews are those of the present flag. */
final class ConsistentFlag implements Flag {

    private final Flag flag;

    private final List<CurrentRequest> requests;

    private final Key key;

    ConsistentFlag(Flag flag, ConsistentFlags origin) {
        this.flag = flag;
        this.requests = origin.requests();
        this.key = new Key(origin.flags(), flag.name());
    }

    @Override
    public String name() {
        return flag.name();
    }

    @Override
    public boolean isEnabled(EvaluationContextProvider contextProvider) {
        RequestAnswers answers = answers(contextProvider);
        return answers == null
                ? flag.isEnabled(contextProvider)
                : evaluate(answers, contextProvider).enabled();
    }

    @Override
    public Evaluation decide(EvaluationContextProvider contextProvider) {
        RequestAnswers answers = answers(contextProvider);
        return answers == null ? flag.decide(contextProvider) : withoutVariant(evaluate(answers, contextProvider));
    }

    /** Returns the kept answer as that of an on/off check, which is not counted as one of a variant. */
    private static Evaluation withoutVariant(Evaluation answer) {
        return answer.value() == null
                ? answer
                : new Evaluation(
                        answer.flag(),
                        answer.enabled(),
                        answer.reason(),
                        answer.source(),
                        answer.errorCode(),
                        answer.position(),
                        answer.detail(),
                        null,
                        null);
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider contextProvider) {
        RequestAnswers answers = answers(contextProvider);
        return answers == null ? flag.evaluate(contextProvider) : evaluate(answers, contextProvider);
    }

    private Evaluation evaluate(RequestAnswers answers, EvaluationContextProvider contextProvider) {
        try {
            return answers.answer(key, flag, contextProvider);
        } catch (RuntimeException ex) {
            return flag.evaluate(contextProvider); // The flag logs that the user cannot be determined.
        }
    }

    private @Nullable RequestAnswers answers(EvaluationContextProvider contextProvider) {
        RequestAnswers answers =
                contextProvider instanceof RequestContextProvider inRequest ? inRequest.answers() : found();
        return answers == null || answers.hasEnded() ? null : answers;
    }

    private @Nullable RequestAnswers found() {
        for (CurrentRequest request : requests) {
            RequestAnswers answers = request.answers();
            if (answers != null) {
                return answers;
            }
        }
        return null;
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        return flag.explain(context);
    }

    @Override
    public Flag withValue(@Nullable String value) {
        return flag.withValue(value);
    }

    /** Identifies a flag, also by equal handles. The flag of another application in the same request is another one. */
    private record Key(FlagRegistry flags, String name) {}
}
