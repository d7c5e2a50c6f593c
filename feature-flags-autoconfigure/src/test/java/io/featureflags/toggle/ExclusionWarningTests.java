package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.LogLines;
import io.featureflags.testing.SettableStore;
import io.featureflags.toggle.AdviceOrderTests.Retries;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;
import org.springframework.resilience.annotation.ConcurrencyLimit;

/** Legacy code that runs without the lock of the new code. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class ExclusionWarningTests {

    private static final Path DOCUMENT = Path.of("../docs/order.md");

    private static final Pattern ROW = Pattern.compile("\\| (`@.*?) \\|.*\\| (warning|none) \\|");

    private static final Pattern NAME = Pattern.compile("`@(\\w+)`");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class);

    @Retention(RetentionPolicy.RUNTIME)
    @interface ClusterLock {}

    static class Jobs {

        @ClusterLock
        @FeatureToggle(value = "cleanup", fallback = "legacyClean")
        public void clean() {}

        public void legacyClean() {}
    }

    static class PrivateJobs {

        @ClusterLock
        @FeatureToggle(value = "cleanup", fallback = "legacyClean")
        public void clean() {}

        @ClusterLock
        private void legacyClean() {}
    }

    static class LimitedJobs {

        @ConcurrencyLimit(1)
        @FeatureToggle(value = "cleanup", fallback = "legacyClean")
        public void clean() {}

        public void legacyClean() {}
    }

    @ClusterLock
    @FeatureToggle(value = "cleanup", fallbackType = OldJob.class)
    static class Job {

        public void clean() {}
    }

    static class OldJob {

        public void clean() {}
    }

    static class VariantJobs {

        @ClusterLock
        @FeatureToggle(value = "cleanup", variants = @FeatureVariant(value = "fast", method = "fastClean"))
        public void clean() {}

        public void fastClean() {}
    }

    @Test
    void variantWithoutTheLockIsReported() {
        assertThat(warnings(runner, VariantJobs.class, VariantJobs::new))
                .containsExactly("WARN Feature flag 'cleanup': the variant code " + VariantJobs.class.getName()
                        + ".fastClean() runs without @ClusterLock of " + VariantJobs.class.getName()
                        + ".clean(), so that its calls may run at the same time. Annotate it too.");
    }

    @Test
    void legacyCodeWithoutTheLockIsReported() {
        assertThat(warnings(runner, Jobs.class, () -> new Jobs()))
                .containsExactly("WARN Feature flag 'cleanup': the legacy code " + Jobs.class.getName()
                        + ".legacyClean() runs without @ClusterLock of " + Jobs.class.getName()
                        + ".clean(), so that its calls may run at the same time. Annotate it too.");
        assertThat(warnings(runner, PrivateJobs.class, () -> new PrivateJobs()))
                .singleElement()
                .asString()
                .endsWith("Make it neither private, static nor final, and annotate it too.");
        assertThat(warnings(runner.withUserConfiguration(Retries.class), LimitedJobs.class, () -> new LimitedJobs()))
                .singleElement()
                .asString()
                .contains("runs without @ConcurrencyLimit of");
        assertThat(warnings(runner.withBean(OldJob.class, () -> new OldJob()), Job.class, () -> new Job()))
                .singleElement()
                .asString()
                .contains(OldJob.class.getName() + ".clean() runs without @ClusterLock of");
    }

    static class LockedJobs {

        @ClusterLock
        @FeatureToggle(value = "cleanup", fallback = "legacyClean")
        public void clean() {}

        @ClusterLock
        public void legacyClean() {}
    }

    static class SkippedJobs {

        @ClusterLock
        @FeatureToggle(value = "cleanup", otherwise = io.featureflags.Otherwise.SKIP)
        public void clean() {}
    }

    @Aspect
    @Order(100)
    static class OuterLock {

        @Before("@annotation(io.featureflags.toggle.ExclusionWarningTests.ClusterLock)")
        void lock() {}
    }

    @Test
    void lockAroundTheLegacyCodeIsNotReported() {
        assertThat(warnings(runner, LockedJobs.class, () -> new LockedJobs())).isEmpty();
        assertThat(warnings(runner, SkippedJobs.class, () -> new SkippedJobs())).isEmpty();
        assertThat(warnings(runner.withBean(OuterLock.class, () -> new OuterLock()), Jobs.class, () -> new Jobs()))
                .isEmpty();
    }

    @Test
    void warningsAreThoseOfTheTable() throws IOException {
        List<Matcher> rows = Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(4)
                .allSatisfy(row -> assertThat(NAME.matcher(row.group(1)).results())
                        .isNotEmpty()
                        .allSatisfy((MatchResult name) -> assertThat(ExclusionWarning.isExclusive(name.group(1)))
                                .as(name.group(1))
                                .isEqualTo(row.group(2).equals("warning"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NonBlocking", "Clock", "Blocked", "Transactional", "Lockfile", "Locker"})
    void otherNamesPromiseNoExclusion(String name) {
        assertThat(ExclusionWarning.isExclusive(name)).isFalse();
    }

    private static <T> List<String> warnings(ApplicationContextRunner application, Class<T> type, Supplier<T> bean) {
        try (LogLines lines = LogLines.begin()) {
            application.withBean(type, bean).run(context -> assertThat(context).hasNotFailed());
            return lines.of(ExclusionWarning.class.getName());
        }
    }
}
