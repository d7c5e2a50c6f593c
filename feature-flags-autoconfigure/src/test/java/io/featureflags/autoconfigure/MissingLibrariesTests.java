package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.RedisProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** R20: each optional library can be absent, and all of them. */
class MissingLibrariesTests {

    private static RedisProcess redis;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        // The opposite of application.yml.
        redis.run("SET", "feature:checkout", "false");
        redis.run("SET", "feature:basket", "true");
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    static Stream<Set<Library>> missing() {
        return Stream.concat(
                Stream.of(EnumSet.noneOf(Library.class), EnumSet.allOf(Library.class)),
                Arrays.stream(Library.values()).map(EnumSet::of));
    }

    @ParameterizedTest
    @MethodSource("missing")
    @DisplayName("R20: hidden from the class loader of the application")
    void startsAndRoutesWithTheirClassesHidden(Set<Library> missing) {
        check(new ApplicationContextRunner(), missing);
        if (!missing.contains(Library.SERVLET)) {
            check(new WebApplicationContextRunner(), missing);
        }
        check(new ReactiveWebApplicationContextRunner(), missing);
    }

    private static <R extends AbstractApplicationContextRunner<R, ?, ?>> void check(R runner, Set<Library> missing) {
        String[] packages =
                missing.stream().flatMap(library -> library.packages().stream()).toArray(String[]::new);
        runner.withConfiguration(
                        FlagAutoConfigurations.with(AopAutoConfiguration.class, DataRedisAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(packages))
                .withBean(LackingApplication.Shop.class)
                .withPropertyValues(properties().toArray(String[]::new))
                .run(context -> {
                    assertThat(context.getStartupFailure()).isNull();
                    assertThat(LackingApplication.report(context)).isEqualTo(expected(missing));
                });
    }

    @ParameterizedTest
    @MethodSource("missing")
    @DisplayName("R20: not on the class path at all, so that any use of a class is an error")
    void startsAndRoutesWithoutTheirJars(Set<Library> libraries) {
        Set<Library> missing = Library.withDependents(libraries);
        Stream<Path> classPath = JavaRun.classPath()
                .filter(entry -> missing.stream()
                        .noneMatch(library -> library.has(entry.getFileName().toString())));
        List<String> arguments =
                new ArrayList<>(List.of(LackingApplication.class.getName(), "--spring.main.web-application-type=none"));
        properties().forEach(property -> arguments.add("--" + property));
        String output = JavaRun.of(classPath, arguments);
        assertThat(output).contains("report: " + expected(missing)).doesNotContain("NoClassDefFoundError");
        if (expected(missing).contains("NoStore")) {
            assertThat(output).containsOnlyOnce("feature-flags.store is redis, and there is no single");
        }
    }

    @Test
    void everyLibraryIsOnTheClassPath() {
        assertThat(Library.values())
                .allSatisfy(library -> assertThat(JavaRun.classPath()
                                .map(entry -> entry.getFileName().toString())
                                .filter(library::has))
                        .as("%s", library)
                        .isNotEmpty());
    }

    /** As documented: application.yml answers without a driver for Redis; without Spring Security there is no user. */
    private static String expected(Set<Library> missing) {
        boolean noRedis = missing.contains(Library.LETTUCE);
        return (noRedis
                        ? "checkout new, basket legacy, from CONFIGURATION, store NoStore"
                        : "checkout legacy, basket new, from REDIS, store RedisFlagStore")
                + ", user by " + (missing.contains(Library.SPRING_SECURITY) ? "none" : "Spring Security");
    }

    private static List<String> properties() {
        return List.of(
                "feature-flags.flags.checkout.enabled=true",
                "feature-flags.flags.basket.enabled=false",
                "feature-flags.redis.startup-wait=10s",
                "spring.data.redis.port=" + redis.port());
    }
}
