package io.featureflags.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.matrix.Beans.CallFunction;
import io.featureflags.matrix.Branches.Run;
import io.featureflags.testing.SettableStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Each kind of bean, behind each kind of proxy, alone and beside other advice: the branch that the flag says runs, on the
 * bean itself, and the caller gets what it has thrown.
 */
class ProxyMatrixTests {

    private final SettableStore store = new SettableStore();

    private final Map<String, Boolean> flags = new HashMap<>();

    private final AtomicInteger arguments = new AtomicInteger();

    static Stream<Arguments> cells() {
        return Arrays.stream(Way.values())
                .flatMap(way -> Arrays.stream(Shape.values())
                        .flatMap(shape -> Arrays.stream(Companion.values())
                                .map(companion -> Arguments.of(way, shape, companion))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void runsTheBranchThatTheFlagSays(Way way, Shape shape, Companion companion) {
        way.with(new ApplicationContextRunner())
                .withConfiguration(
                        AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
                .withBean(SettableStore.class, () -> store)
                .withUserConfiguration(companion.configurations())
                .withInitializer(context -> shape.register((GenericApplicationContext) context, way))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    List<Subject> subjects = shape.subjects(context);
                    assertThat(subjects)
                            .extracting(Subject::bean)
                            .allMatch(bean -> shape.actual(way).isAround(bean));

                    subjects.forEach(subject -> check(subject, way, shape, companion));
                    for (Subject turned : subjects) {
                        set(turned.flag(), true);
                        subjects.forEach(subject -> check(subject, way, shape, companion));
                    }
                    set(subjects.get(0).flag(), false);
                    subjects.forEach(subject -> check(subject, way, shape, companion));
                });
    }

    private void set(String flag, boolean on) {
        flags.put(flag, on);
        store.set(flag, Boolean.toString(on));
    }

    private void check(Subject subject, Way way, Shape shape, Companion companion) {
        String branch = flags.getOrDefault(subject.flag(), false) ? Branches.NEW : Branches.LEGACY;
        Branches branches = subject.branches();

        // Of the same arguments, whatever the other branch has answered.
        String known = "known to " + branches;
        assertThat(answer(subject, companion, known)).isEqualTo(branches.answer(branch, known));
        branches.runs();

        String fresh = "argument " + arguments.incrementAndGet();
        assertThat(answer(subject, companion, fresh)).isEqualTo(branches.answer(branch, fresh));
        assertThat(answer(subject, companion, fresh)).isEqualTo(branches.answer(branch, fresh));
        assertRan(branches, way, shape, companion, branch, companion.runsOfTwoCalls(branch));

        assertThat(catchThrowable(() -> companion.result(subject, Branches.FAIL)))
                .isSameAs(branches.failure(branch));
        int attempts =
                companion == Companion.RETRYABLE && isUnknownToProxy(way, shape) ? 1 : companion.attempts(branch);
        assertRan(branches, way, shape, companion, branch, attempts);
    }

    private static Object answer(Subject subject, Companion companion, String argument) {
        try {
            return companion.result(subject, argument);
        } catch (Throwable ex) {
            throw new AssertionError(subject.branches() + " failed", ex);
        }
    }

    private static void assertRan(
            Branches branches, Way way, Shape shape, Companion companion, String branch, int times) {
        boolean isNew = branch.equals(Branches.NEW);
        // The private legacy methods have no transaction, as nowhere in Spring; the asynchronous ones are public.
        boolean inTransaction = shape == Shape.TRANSACTIONAL && (isNew || companion == Companion.ASYNC);
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

    @Test
    void springAloneDoesNotRetryBehindAJdkProxyWhatTheInterfaceDoesNotSay() {
        Branches branches = new Branches("bean");
        Way.JDK
                .with(new ApplicationContextRunner())
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
                .withUserConfiguration(Companion.RETRYABLE.configurations())
                .withBean("bean", CallFunction.class, () -> new CallFunction(branches))
                .run(context -> {
                    @SuppressWarnings("unchecked")
                    Function<String, String> bean = context.getBean("bean", Function.class);

                    assertThat(catchThrowable(() -> bean.apply(Branches.FAIL)))
                            .isSameAs(branches.failure(Branches.NEW));
                    assertThat(branches.runs()).hasSize(1);
                });
    }
}
