package io.featureflags.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
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
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Each kind of bean, alone and with other advice: the branch of the flag runs on the bean itself, after one decision, and
 * the caller gets its result or exception. A subclass has a method {@code cells} with the interceptions to test.
 */
abstract class RoutingMatrix {

    /** On for nearly all users. A percentage needs a user, so that each decision calls the context provider. */
    private static final String ALMOST_ALWAYS_ON = "99.999%";

    private static final String ALMOST_ALWAYS_OFF = "0.001%";

    private final SettableStore store = new SettableStore();

    private final Map<String, Boolean> flags = new HashMap<>();

    /** Names of the threads that have made the decisions. */
    private final List<String> decisions = new CopyOnWriteArrayList<>();

    private final AtomicInteger arguments = new AtomicInteger();

    static Stream<Arguments> cellsOf(Interception... interceptions) {
        return Arrays.stream(interceptions)
                .flatMap(interception -> Arrays.stream(BeanShape.values())
                        .flatMap(shape -> Arrays.stream(Companion.values())
                                .map(companion -> Arguments.of(interception, shape, companion))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void runsTheBranchOfTheFlag(Interception interception, BeanShape shape, Companion companion) {
        interception
                .with(new ApplicationContextRunner())
                .withConfiguration(
                        AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
                .withBean(SettableStore.class, () -> store)
                .withBean(EvaluationContextProvider.class, () -> this::ada)
                .withUserConfiguration(companion.configurations())
                .withInitializer(context -> shape.register((GenericApplicationContext) context, interception))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    List<Subject> subjects = shape.subjects(context);
                    assertThat(subjects)
                            .extracting(Subject::bean)
                            .allMatch(bean -> shape.actual(interception).isAround(bean));

                    subjects.forEach(subject -> set(subject.flag(), false));
                    subjects.forEach(subject -> check(subject, interception, shape, companion));
                    for (Subject turned : subjects) {
                        set(turned.flag(), true);
                        subjects.forEach(subject -> check(subject, interception, shape, companion));
                    }
                    set(subjects.get(0).flag(), false);
                    subjects.forEach(subject -> check(subject, interception, shape, companion));
                });
    }

    private EvaluationContext ada() {
        decisions.add(Thread.currentThread().getName());
        return EvaluationContext.of("ada");
    }

    private void set(String flag, boolean on) {
        flags.put(flag, on);
        store.set(flag, on ? ALMOST_ALWAYS_ON : ALMOST_ALWAYS_OFF);
    }

    private void check(Subject subject, Interception interception, BeanShape shape, Companion companion) {
        String branch = flags.getOrDefault(subject.flag(), false) ? Branches.NEW : Branches.LEGACY;
        Branches branches = subject.branches();

        // The same arguments for all calls, of which the first ran the legacy branch.
        String known = "known to " + branches;
        assertThat(answer(subject, companion, known))
                .isEqualTo(branches.answer(companion.branchOfKnown(interception, Branches.LEGACY, branch), known));
        branches.runs();
        decisions.clear();

        String fresh = "argument " + arguments.incrementAndGet();
        assertThat(answer(subject, companion, fresh)).isEqualTo(branches.answer(branch, fresh));
        assertThat(answer(subject, companion, fresh)).isEqualTo(branches.answer(branch, fresh));
        int runs = companion.runsOfTwoCalls(interception, branch);
        assertRan(branches, interception, shape, companion, branch, runs);
        assertDecided(interception, companion, companion.decisions(interception, 2, runs));

        assertThat(catchThrowable(() -> companion.result(subject, Branches.FAIL)))
                .isSameAs(branches.failure(branch));
        int attempts = companion == Companion.RETRYABLE && isUnknownToProxy(interception, shape)
                ? 1
                : companion.attempts(interception, branch);
        assertRan(branches, interception, shape, companion, branch, attempts);
        assertDecided(interception, companion, companion.decisions(interception, 1, attempts));
    }

    private static Object answer(Subject subject, Companion companion, String argument) {
        try {
            return companion.result(subject, argument);
        } catch (Throwable ex) {
            throw new AssertionError(subject.branches() + " failed", ex);
        }
    }

    private void assertDecided(Interception interception, Companion companion, int times) {
        List<String> since = new ArrayList<>(decisions);
        decisions.clear();

        assertThat(since)
                .as("threads of decisions")
                .hasSize(times)
                .containsOnly(companion.decidingThread(interception));
    }

    private static void assertRan(
            Branches branches,
            Interception interception,
            BeanShape shape,
            Companion companion,
            String branch,
            int times) {
        boolean isNew = branch.equals(Branches.NEW);
        // As always in Spring, the private legacy methods have no transaction; the asynchronous ones are public.
        // Woven, both branches are within the transaction of the called method.
        boolean inTransaction = shape == BeanShape.TRANSACTIONAL
                && (isNew || companion == Companion.ASYNC || interception == Interception.WOVEN);
        boolean onPool = companion == Companion.ASYNC && (isNew || !isUnknownToProxy(interception, shape));
        String thread = onPool ? Companion.POOL + 1 : Thread.currentThread().getName();

        assertThat(branches.runs()).hasSize(times).containsOnly(new Run(branch, thread, inTransaction));
    }

    /**
     * Returns whether the proxy ignores the annotations of the class: a JDK proxy of {@code Function} has neither them nor
     * the public legacy method, with or without a toggle.
     */
    private static boolean isUnknownToProxy(Interception interception, BeanShape shape) {
        return interception == Interception.JDK && shape == BeanShape.FUNCTIONAL_INTERFACE;
    }
}
