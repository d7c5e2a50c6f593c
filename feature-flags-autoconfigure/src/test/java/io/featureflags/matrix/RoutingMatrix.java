package io.featureflags.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.matrix.Branches.Run;
import io.featureflags.testing.SettableStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Each kind of bean, alone and beside other advice: the branch that the flag says runs, on the bean itself, after one
 * decision, and the caller gets what it has thrown. A subclass has a method {@code cells} that says which ways are tried.
 */
abstract class RoutingMatrix {

    /** Everybody, by a share that only those with a user have a part in: each decision asks who it is. */
    private static final String ALMOST_EVERYBODY = "99.999%";

    private static final String ALMOST_NOBODY = "0.001%";

    private final SettableStore store = new SettableStore();

    private final Map<String, Boolean> flags = new HashMap<>();

    /** The threads that have decided. */
    private final List<String> decisions = new CopyOnWriteArrayList<>();

    private final AtomicInteger arguments = new AtomicInteger();

    static Stream<Arguments> cellsOf(Way... ways) {
        return Arrays.stream(ways)
                .flatMap(way -> Arrays.stream(Shape.values())
                        .flatMap(shape -> Arrays.stream(Companion.values())
                                .map(companion -> Arguments.of(way, shape, companion))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void runsTheBranchThatTheFlagSays(Way way, Shape shape, Companion companion) {
        way.with(new ApplicationContextRunner())
                .withConfiguration(
                        FlagAutoConfigurations.with(AopAutoConfiguration.class))
                .withBean(SettableStore.class, () -> store)
                .withBean(EvaluationContextProvider.class, () -> this::ada)
                .withUserConfiguration(companion.configurations())
                .withInitializer(context -> shape.register((GenericApplicationContext) context, way))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    List<Subject> subjects = shape.subjects(context);
                    assertThat(subjects)
                            .extracting(Subject::bean)
                            .allMatch(bean -> shape.actual(way).isAround(bean));

                    subjects.forEach(subject -> set(subject.flag(), false));
                    subjects.forEach(subject -> check(subject, way, shape, companion));
                    for (Subject turned : subjects) {
                        set(turned.flag(), true);
                        subjects.forEach(subject -> check(subject, way, shape, companion));
                    }
                    set(subjects.get(0).flag(), false);
                    subjects.forEach(subject -> check(subject, way, shape, companion));
                });
    }

    private EvaluationContext ada() {
        decisions.add(Thread.currentThread().getName());
        return EvaluationContext.of("ada");
    }

    private void set(String flag, boolean on) {
        flags.put(flag, on);
        store.set(flag, on ? ALMOST_EVERYBODY : ALMOST_NOBODY);
    }

    private void check(Subject subject, Way way, Shape shape, Companion companion) {
        String branch = flags.getOrDefault(subject.flag(), false) ? Branches.NEW : Branches.LEGACY;
        Branches branches = subject.branches();

        // Of the same arguments, whatever the other branch has answered. The legacy branch was the first.
        String known = "known to " + branches;
        assertThat(answer(subject, companion, known))
                .isEqualTo(branches.answer(companion.branchOfKnown(way, Branches.LEGACY, branch), known));
        branches.runs();
        decisions.clear();

        String fresh = "argument " + arguments.incrementAndGet();
        assertThat(answer(subject, companion, fresh)).isEqualTo(branches.answer(branch, fresh));
        assertThat(answer(subject, companion, fresh)).isEqualTo(branches.answer(branch, fresh));
        int runs = companion.runsOfTwoCalls(way, branch);
        assertRan(branches, way, shape, companion, branch, runs);
        assertDecided(way, companion, companion.decisions(way, 2, runs));

        assertThat(catchThrowable(() -> companion.result(subject, Branches.FAIL)))
                .isSameAs(branches.failure(branch));
        int attempts =
                companion == Companion.RETRYABLE && isUnknownToProxy(way, shape) ? 1 : companion.attempts(way, branch);
        assertRan(branches, way, shape, companion, branch, attempts);
        assertDecided(way, companion, companion.decisions(way, 1, attempts));
    }

    private static Object answer(Subject subject, Companion companion, String argument) {
        try {
            return companion.result(subject, argument);
        } catch (Throwable ex) {
            throw new AssertionError(subject.branches() + " failed", ex);
        }
    }

    private void assertDecided(Way way, Companion companion, int times) {
        List<String> since = new ArrayList<>(decisions);
        decisions.clear();

        assertThat(since).as("threads of decisions").hasSize(times).containsOnly(companion.decidingThread(way));
    }

    private static void assertRan(
            Branches branches, Way way, Shape shape, Companion companion, String branch, int times) {
        boolean isNew = branch.equals(Branches.NEW);
        // The private legacy methods have no transaction, as nowhere in Spring; the asynchronous ones are public.
        // Woven, either branch is within the transaction of the method that was called.
        boolean inTransaction =
                shape == Shape.TRANSACTIONAL && (isNew || companion == Companion.ASYNC || way == Way.WOVEN);
        boolean onPool = companion == Companion.ASYNC && (isNew || !isUnknownToProxy(way, shape));
        String thread = onPool ? Companion.POOL + 1 : Thread.currentThread().getName();

        assertThat(branches.runs()).hasSize(times).containsOnly(new Run(branch, thread, inTransaction));
    }

    /**
     * A JDK proxy of {@code Function} knows neither the annotations of the class nor its public legacy method: what the two
     * ask for does not happen, as it does not without a toggle.
     */
    private static boolean isUnknownToProxy(Way way, Shape shape) {
        return way == Way.JDK && shape == Shape.FUNCTIONAL_INTERFACE;
    }
}
