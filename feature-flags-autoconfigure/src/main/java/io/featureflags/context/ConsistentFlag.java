package io.featureflags.context;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flag whose answers are kept in each request. What explains or tries it is about the flag as it is now. */
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
    public boolean isEnabled(EvaluationContextProvider who) {
        RequestAnswers answers = answers(who);
        return answers == null ? flag.isEnabled(who) : evaluate(answers, who).enabled();
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider who) {
        RequestAnswers answers = answers(who);
        return answers == null ? flag.evaluate(who) : evaluate(answers, who);
    }

    private Evaluation evaluate(RequestAnswers answers, EvaluationContextProvider who) {
        try {
            return answers.answer(key, flag, who);
        } catch (RuntimeException ex) {
            return flag.evaluate(who); // It knows what to say of somebody who cannot tell who is asking.
        }
    }

    private @Nullable RequestAnswers answers(EvaluationContextProvider who) {
        RequestAnswers answers = who instanceof RequestContextProvider in ? in.answers() : found();
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

    /** A flag, in equal handles too; of another application in the same request it is another flag. */
    private record Key(FlagRegistry flags, String name) {}
}
