package io.featureflags.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No context gets two answers of a flag in one request, however the flag changes. */
class RequestAnswersTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private static final EvaluationContext BEN = EvaluationContext.of("ben");

    private static final EvaluationContextProvider BROKEN = () -> {
        throw new IllegalStateException("no session");
    };

    private final ScriptedFlag flag = new ScriptedFlag();

    private final RequestAnswers answers = new RequestAnswers();

    @Test
    void answerForEverybodyStaysWithoutAContext() {
        flag.become(true);
        assertThat(isOn(ADA)).isTrue();

        flag.becomeOnFor("ben");
        assertThat(isOn(ADA)).isTrue();
        flag.become(false);
        assertThat(isOn(BEN)).isTrue();
        assertThat(isOn(BROKEN)).isTrue();
        assertThat(flag.evaluations()).isEqualTo(1);
    }

    @Test
    void answerToOneContextStaysAndAnotherGetsThePresentOne() {
        flag.becomeOnFor("ada");
        assertThat(isOn(ADA)).isTrue();

        flag.become(false);
        assertThat(isOn(ADA)).isTrue();
        assertThat(isOn(BEN)).isFalse();
        flag.become(true);
        assertThat(isOn(ADA)).isTrue();
        assertThat(isOn(BEN)).isFalse();
        assertThat(isOn(EvaluationContext.anonymous())).isTrue();
    }

    @Test
    void contextsThatDifferInAnAttributeAreTwo() {
        flag.becomeOnFor("ada");
        assertThat(isOn(ADA.with("country", "DE"))).isTrue();

        flag.become(false);
        assertThat(isOn(ADA.with("country", "DE"))).isTrue();
        assertThat(isOn(ADA.with("country", "AT"))).isFalse();
    }

    @Test
    void answerWithoutAContextIsNotKept() {
        flag.becomeOnFor("ada");
        assertThat(answers.answer("key", flag, BROKEN).errorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);

        assertThat(isOn(ADA)).isTrue();
        assertThat(isOn(BEN)).isFalse();
    }

    @Test
    void failingProviderIsAnErrorBesideKeptAnswersToo() {
        Flag consistent = consistent();
        flag.becomeOnFor("ada");
        assertThat(consistent.isEnabled(ADA)).isTrue();

        assertThat(consistent.evaluate(BROKEN).errorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
        flag.become(true);
        assertThat(consistent.isEnabled(BROKEN)).isTrue();
    }

    @Test
    void providerMayCheckTheSameFlagItself() {
        flag.becomeOnFor("ada");

        assertThat(isOn(() -> isOn(ADA) ? BEN : ADA)).isFalse();
        flag.become(true);
        assertThat(isOn(BEN)).isFalse();
    }

    @Test
    void thousandAnswersAreKept() {
        flag.becomeOnFor("no-user");
        for (int user = 0; user < 1000; user++) {
            assertThat(isOn(EvaluationContext.of("user-" + user))).isFalse();
        }

        flag.become(true);
        assertThat(IntStream.range(0, 1000).filter(user -> isOn(EvaluationContext.of("user-" + user))))
                .isEmpty();
        assertThat(isOn(ADA)).isTrue();
        flag.become(false);
        assertThat(isOn(ADA)).isFalse();
    }

    @Test
    void thousandFlagsAreKept() {
        for (int key = 0; key < 1000; key++) {
            answers.answer(key, flag, ADA);
        }

        flag.become(true);
        assertThat(answers.answer(999, flag, ADA).enabled()).isFalse();
        assertThat(answers.answer(1000, flag, ADA).enabled()).isTrue();
        flag.become(false);
        assertThat(answers.answer(1000, flag, ADA).enabled()).isFalse();
    }

    @Test
    void noAnswersAreKeptAfterTheRequest() {
        Flag consistent = consistent();
        assertThat(consistent.isEnabled(ADA)).isFalse();

        flag.become(true);
        assertThat(consistent.isEnabled(ADA)).isFalse();
        answers.end();
        assertThat(consistent.isEnabled(ADA)).isTrue();
        flag.become(false);
        assertThat(consistent.evaluate(ADA).enabled()).isFalse();
    }

    @Test
    void checkWithinAndOutsideARequestPicksNoVariant() {
        Flag consistent = consistent();
        flag.becomeOnWithVariant("red");

        assertThat(consistent.evaluate(ADA).value()).isEqualTo("red");
        Evaluation check = consistent.decide(ADA);
        assertThat(check.enabled()).isTrue();
        assertThat(check.variant()).isNull();
        assertThat(check.value()).isNull();
        answers.end();
        assertThat(consistent.decide(ADA).value()).isNull();
        assertThat(consistent.evaluate(ADA).value()).isEqualTo("red");
    }

    @Test
    void flagsOfOneNameInTwoApplicationsAreTwo() {
        ScriptedFlag other = new ScriptedFlag();
        other.become(true);

        assertThat(consistent(flag).isEnabled(ADA)).isFalse();
        assertThat(consistent(other).isEnabled(ADA)).isTrue();
    }

    /** Many threads serve one request while the flag begins and ceases to depend on the user. */
    @Test
    void eachContextGetsOneAnswerFromAllThreads() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int request = 0; request < 300; request++) {
                RequestAnswers ofRequest = new RequestAnswers();
                Map<EvaluationContext, Set<Boolean>> seen = new ConcurrentHashMap<>();
                CyclicBarrier together = new CyclicBarrier(threads);
                List<Future<?>> tasks = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    int number = thread;
                    tasks.add(pool.submit(() -> {
                        together.await();
                        for (int call = 0; call < 30; call++) {
                            flip(number + call);
                            EvaluationContext user = (number + call) % 2 == 0 ? ADA : BEN;
                            Evaluation answer = ofRequest.answer("key", flag, user);
                            seen.computeIfAbsent(user, key -> ConcurrentHashMap.newKeySet())
                                    .add(answer.enabled());
                        }
                        return null;
                    }));
                }
                for (Future<?> task : tasks) {
                    task.get();
                }
                assertThat(seen)
                        .hasSize(2)
                        .allSatisfy((user, given) ->
                                assertThat(given).as(user.toString()).hasSize(1));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void flip(int turn) {
        switch (turn % 4) {
            case 0 -> flag.become(true);
            case 1 -> flag.becomeOnFor("ada");
            case 2 -> flag.become(false);
            default -> flag.becomeOnFor("ben");
        }
    }

    private boolean isOn(EvaluationContextProvider contextProvider) {
        return answers.answer("key", flag, contextProvider).enabled();
    }

    private Flag consistent() {
        return consistent(flag);
    }

    private Flag consistent(Flag wrapped) {
        FlagRegistry flags = new FlagRegistry() {

            @Override
            public Flag flag(String name) {
                return wrapped;
            }

            @Override
            public Flag register(String name, boolean enabledByDefault) {
                return wrapped;
            }
        };
        return new RequestConsistency(List.of(() -> answers)).around(flags).flag("scripted");
    }
}
