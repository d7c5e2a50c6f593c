package io.featureflags.test;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A flag that is checked by a thread which may belong to several tests. If they all have the same answer, it is the answer.
 * Else the flag answers as if no test had set it, and each of these tests fails at its end.
 *
 * @param flag the flag of the application
 * @param byScope the flag as each test has it
 */
record ContestedFlag(Flag flag, Map<FeatureScope, Flag> byScope) implements Flag {

    ContestedFlag {
        byScope = new LinkedHashMap<>(byScope);
    }

    @Override
    public String name() {
        return flag.name();
    }

    @Override
    public boolean isEnabled(EvaluationContextProvider contextProvider) {
        return decide(contextProvider).enabled();
    }

    @Override
    public Evaluation decide(EvaluationContextProvider contextProvider) {
        return agreed(each -> each.decide(contextProvider), Evaluation::enabled);
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider contextProvider) {
        return agreed(
                each -> each.evaluate(contextProvider),
                answer -> Arrays.asList(answer.enabled(), answer.variant(), answer.value()));
    }

    /** Returns the answer of all tests if what is compared is the same in all of them; else that of the application. */
    private Evaluation agreed(Function<Flag, Evaluation> evaluation, Function<Evaluation, Object> compared) {
        List<Evaluation> answers = byScope.values().stream().map(evaluation).toList();
        if (answers.stream().map(compared).distinct().count() == 1) {
            return answers.get(0);
        }
        List<String> tests =
                byScope.keySet().stream().map(FeatureScope::test).sorted().toList();
        String problem = "Thread '" + Thread.currentThread().getName() + "' checked feature flag '" + name()
                + "'. It does not belong to one test, and the tests that ran in the same application context have"
                + " different answers: " + tests
                + ". Take the scope of the test along to that thread (context propagation,"
                + " or an executor of Spring Boot), send TestFeatureFlags.header() with the request, or annotate the test"
                + " with @FeatureIsolation.";
        byScope.keySet().forEach(scope -> scope.addProblem(problem));
        return evaluation.apply(flag);
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        return flag.explain(context);
    }

    @Override
    public Flag withValue(@Nullable String value) {
        return flag.withValue(value);
    }
}
