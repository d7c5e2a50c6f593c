package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.cache.FlagCache;
import io.featureflags.spi.SyncMode;
import io.featureflags.telemetry.EvaluationWatch;
import io.featureflags.telemetry.FlagMeters;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** R40: meters out of the box, bounded, and without harm to others. */
class FlagMetersTests {

    private static final Pattern OURS = Pattern.compile("feature_flags_[a-z_]+");

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(
                    AopAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class))
            .withBean(Shop.class)
            .withBean(Asking.class)
            .withPropertyValues("feature-flags.flags.old.expires=2020-01-01");

    private final ApplicationContextRunner runner = bare.withBean(SettableStore.class, () -> store)
            .withConfiguration(AutoConfigurations.of(PrometheusMetricsExportAutoConfiguration.class));

    /** Public, because a filtered class loader defines the proxies. */
    public static class Shop {

        @FeatureToggle(value = "checkout", fallback = "legacy", expires = "2020-01-01")
        public String checkout(boolean fails) {
            if (fails) {
                throw new IllegalStateException("new");
            }
            return "new";
        }

        String legacy(boolean fails) {
            return "legacy";
        }
    }

    /** Calls during the start, so that all meters are registered as soon as the application has started. */
    static class Asking implements InitializingBean {

        private final Shop shop;

        private final FeatureFlags flags;

        Asking(Shop shop, FeatureFlags flags) {
            this.shop = shop;
            this.flags = flags;
        }

        @Override
        public void afterPropertiesSet() {
            shop.checkout(false);
            flags.isEnabled("split", EvaluationContext.of("user_12345"));
            flags.isEnabled("split", EvaluationContext.anonymous());
            for (int i = 0; i < 100; i++) {
                flags.isEnabled("made up " + i);
            }
        }
    }

    /** Reads a value during the start. */
    static class Values {

        Values(FeatureFlags flags) {
            assertThat(flags.value("color", "grey", EvaluationContext.anonymous()))
                    .isEqualTo("calm");
        }
    }

    private void set() {
        store.set("checkout", "true");
        store.set("split", "50%");
        store.set("broken", "nonsense");
    }

    @Test
    void answersAndCallsAreCountedInEveryRegistry() {
        set();
        runner.withBean(SimpleMeterRegistry.class, () -> new SimpleMeterRegistry())
                .run(context -> {
                    assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(CompositeMeterRegistry.class);
                    for (MeterRegistry registry : List.of(
                            context.getBean(SimpleMeterRegistry.class),
                            context.getBean(PrometheusMeterRegistry.class))) {
                        assertThat(count(
                                        registry,
                                        "feature.flags.calls",
                                        "checkout",
                                        "path",
                                        "new",
                                        "outcome",
                                        "success"))
                                .isOne();
                        assertThat(count(
                                        registry, "feature.flags.calls", "checkout", "path", "new", "outcome", "error"))
                                .isZero();
                        assertThat(count(
                                        registry,
                                        "feature.flags.calls",
                                        "checkout",
                                        "path",
                                        "legacy",
                                        "outcome",
                                        "success"))
                                .isZero();
                        assertThat(answers(registry, "checkout", "true", "STATIC", "REDIS"))
                                .isOne();
                        assertThat(answers(registry, "split", "false", "ERROR", "REDIS"))
                                .isOne();
                        assertThat(count(
                                        registry,
                                        "feature.flags.evaluation.errors",
                                        "split",
                                        "code",
                                        "TARGETING_KEY_MISSING"))
                                .isOne();
                        assertThat(answers(registry, EvaluationWatch.OTHERS, "false", "ERROR", "NONE"))
                                .isEqualTo(100);
                        assertThat(registry.get("feature.flags.days.to.kill")
                                        .tag("flag", "checkout")
                                        .gauge()
                                        .value())
                                .isNegative();
                        assertThat(registry.get("feature.flags.sync.mode")
                                        .tag("mode", "TRACKING")
                                        .gauge()
                                        .value())
                                .isOne();
                        assertThat(registry.get("feature.flags.sync.mode")
                                        .tag("mode", "DOWN")
                                        .gauge()
                                        .value())
                                .isZero();
                    }

                    Shop shop = context.getBean(Shop.class);
                    try {
                        shop.checkout(true);
                    } catch (IllegalStateException ex) {
                        store.set("checkout", "false");
                        shop.checkout(true);
                    }
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(count(registry, "feature.flags.calls", "checkout", "path", "new", "outcome", "error"))
                            .isOne();
                    assertThat(count(
                                    registry,
                                    "feature.flags.calls",
                                    "checkout",
                                    "path",
                                    "legacy",
                                    "outcome",
                                    "success"))
                            .isOne();
                });
    }

    @Test
    void unreadableValuesAreCounted() {
        runner.withPropertyValues("feature-flags.flags.broken.enabled=true").run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("feature.flags.unreadable").gauge().value()).isZero();
            set();
            assertThat(registry.get("feature.flags.unreadable").gauge().value()).isOne();
        });
    }

    @Test
    @DisplayName("R40: one name has the same tags everywhere, and no user is among them")
    void tagsAreTheSameForEachNameAndContainNoUser() {
        set();
        runner.run(context -> {
            Map<String, Set<Set<String>>> keys = new HashMap<>();
            for (Meter meter : context.getBean(MeterRegistry.class).getMeters()) {
                if (meter.getId().getName().startsWith("feature.flags")) {
                    keys.computeIfAbsent(meter.getId().getName(), name -> new HashSet<>())
                            .add(meter.getId().getTags().stream()
                                    .map(Tag::getKey)
                                    .collect(Collectors.toSet()));
                }
            }
            assertThat(keys).hasSize(7);
            assertThat(keys.values()).allSatisfy(sets -> assertThat(sets).hasSize(1));
            assertThat(context.getBean(PrometheusMeterRegistry.class).scrape())
                    .contains("feature_flags_evaluations_total")
                    .doesNotContain("user_12345")
                    .doesNotContain("made up");
        });
    }

    @Test
    @DisplayName("R40: a binder that needs and calls a toggled bean is bound as well")
    void metersOfOthersAreThere() {
        runner.withBean(OthersMeters.class)
                .run(context -> assertThat(context.getBean(MeterRegistry.class)
                                .get("others.gauge")
                                .gauge()
                                .value())
                        .isEqualTo(6));
    }

    static class OthersMeters implements MeterBinder {

        private final Shop shop;

        OthersMeters(Shop shop) {
            this.shop = shop;
        }

        @Override
        public void bindTo(MeterRegistry registry) {
            registry.gauge(
                    "others.gauge", shop, toggled -> toggled.checkout(false).length());
        }
    }

    @Test
    @DisplayName("R40: the registry is made when the application needs it, and not for this library")
    void registryIsNotMadeForOurMeters() {
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .withBean(SettableStore.class, () -> store)
                .withBean(Shop.class)
                .withBean(
                        "registry",
                        SimpleMeterRegistry.class,
                        () -> new SimpleMeterRegistry(),
                        definition -> definition.setLazyInit(true))
                .run(context -> {
                    context.getBean(Shop.class).checkout(false);
                    assertThat(context).hasSingleBean(FlagMeters.class);
                    assertThat(context.getSourceApplicationContext()
                                    .getBeanFactory()
                                    .containsSingleton("registry"))
                            .isFalse();
                });
    }

    @Test
    @DisplayName("R40: without a registry nothing counts answers, and nothing is around the flags")
    void withoutARegistryNothingIsAroundTheFlags() {
        ApplicationContextRunner without = new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .withBean(SettableStore.class, () -> store);
        for (ApplicationContextRunner one :
                List.of(without, runner.withClassLoader(new FilteredClassLoader("io.micrometer")))) {
            one.run(context -> {
                assertThat(context).hasNotFailed().doesNotHaveBean("featureFlagMeters");
                assertThat(context.getBean(DecoratedFlags.class).flags()).isInstanceOf(FlagCache.class);
            });
        }
        runner.run(context ->
                assertThat(context.getBean(DecoratedFlags.class).flags()).isNotInstanceOf(FlagCache.class));
    }

    @Test
    void storeInMemoryHasAModeAndNoAge() {
        bare.withPropertyValues("feature-flags.store=memory")
                .withBean(SimpleMeterRegistry.class, () -> new SimpleMeterRegistry())
                .run(context -> {
                    assertThat(context).hasSingleBean(FlagMeters.class);
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(registry.find("feature.flags.calls").meters()).isNotEmpty();
                    for (SyncMode mode : SyncMode.values()) {
                        assertThat(registry.get("feature.flags.sync.mode")
                                        .tag("mode", mode.name())
                                        .gauge()
                                        .value())
                                .as(mode.name())
                                .isEqualTo(mode == SyncMode.MEMORY ? 1 : 0);
                    }
                    assertThat(registry.find("feature.flags.data.age").meters()).isEmpty();
                });
    }

    @Test
    void dashboardShowsWhatThereIsAndNothingElse() throws IOException {
        String dashboard = Files.readString(Path.of("../docs/grafana.json"));
        assertThat(JsonParserFactory.getJsonParser().parseMap(dashboard))
                .containsKeys("panels", "templating", "title", "schemaVersion");
        set();
        store.set("color", "{\"enabled\": true, \"variants\": [{\"name\": \"calm\"}]}");
        store.set("split", "{\"percentage\": 50, \"rollout\": {\"steps\": [50, 100]}}");
        runner.withBean(Values.class)
                .run(context -> assertThat(names(dashboard)).isEqualTo(names(scraped(context))));
    }

    /** Returns the samples without comments. */
    private static String scraped(ApplicationContext context) {
        return context.getBean(PrometheusMeterRegistry.class)
                .scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("\\{.*", ""))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> names(String text) {
        return OURS.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static double answers(MeterRegistry registry, String flag, String enabled, String reason, String source) {
        return count(
                registry, "feature.flags.evaluations", flag, "enabled", enabled, "reason", reason, "source", source);
    }

    private static double count(MeterRegistry registry, String name, String flag, String... tags) {
        return registry.get(name).tag("flag", flag).tags(tags).functionCounter().count();
    }
}
