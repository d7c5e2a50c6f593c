package io.featureflags.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.Source;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two calls that ask a flag at the same time: the answer that is kept first counts for both. */
class FlagAnswersTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private static final EvaluationContext BEN = EvaluationContext.of("ben");

    private static final Evaluation ON = Evaluation.byDefault("flag", true, Source.REDIS);

    private static final Evaluation OFF = Evaluation.byDefault("flag", false, Source.REDIS);

    private final AtomicInteger count = new AtomicInteger();

    private final FlagAnswers answers = new FlagAnswers(count);

    @Test
    void firstAnswerForEverybodyCounts() {
        assertThat(answers.keep(new MemoizedContextProvider(ADA), ON)).isEqualTo(ON);

        assertThat(answers.keep(new MemoizedContextProvider(BEN), OFF)).isEqualTo(ON);
        assertThat(answers.keep(known(BEN), OFF)).isEqualTo(ON);
        assertThat(answers.find(new MemoizedContextProvider(BEN))).isEqualTo(ON);
        assertThat(count).hasValue(1);
    }

    @Test
    void firstAnswerToAContextCounts() {
        assertThat(answers.keep(known(ADA), ON)).isEqualTo(ON);

        assertThat(answers.keep(known(ADA), OFF)).isEqualTo(ON);
        assertThat(answers.find(new MemoizedContextProvider(ADA))).isEqualTo(ON);
        assertThat(count).hasValue(1);
    }

    @Test
    void answerForEverybodyThatComesAfterOneToAContextIsForWhoeverIsAskingThen() {
        assertThat(answers.keep(known(ADA), ON)).isEqualTo(ON);

        assertThat(answers.keep(new MemoizedContextProvider(BEN), OFF)).isEqualTo(OFF);
        assertThat(answers.keep(new MemoizedContextProvider(ADA), OFF)).isEqualTo(ON);
        assertThat(answers.find(new MemoizedContextProvider(ADA))).isEqualTo(ON);
        assertThat(answers.find(new MemoizedContextProvider(BEN))).isEqualTo(OFF);
        assertThat(answers.find(new MemoizedContextProvider(EvaluationContext.anonymous())))
                .isNull();
        assertThat(count).hasValue(2);
    }

    /** Somebody whom the flag has asked who is asking. */
    private static MemoizedContextProvider known(EvaluationContext context) {
        MemoizedContextProvider asked = new MemoizedContextProvider(context);
        asked.currentContext();
        return asked;
    }
}
