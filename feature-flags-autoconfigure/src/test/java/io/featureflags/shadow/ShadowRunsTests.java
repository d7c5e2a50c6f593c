package io.featureflags.shadow;

import static io.featureflags.shadow.ShadowContext.awaitCount;
import static io.featureflags.shadow.ShadowContext.awaitRuns;
import static io.featureflags.shadow.ShadowContext.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.ShadowComparator;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.ShadowCounts;
import io.featureflags.spi.ShadowDifference;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.spi.ShadowRuns;
import io.featureflags.testing.SettableStore;
import io.featureflags.testing.Shop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** New code that runs in the shadow of legacy calls is compared and counted, and nothing else sees it. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class ShadowRunsTests {

    private static final InheritableThreadLocal<@Nullable String> LOGIN = new InheritableThreadLocal<>();

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner =
            ShadowContext.runner(store).withBean(Prices.class).withBean(Catalog.class);

    static class Prices {

        private final Catalog catalog;

        private volatile @Nullable String seen;

        Prices(Catalog catalog) {
            this.catalog = catalog;
        }

        @FeatureToggle(value = "prices", fallback = "legacyPrice", shadow = true)
        BigDecimal price(String article) {
            if (article.startsWith("new fails")) {
                throw new IllegalArgumentException(article);
            }
            if (article.startsWith("both")) {
                throw new IllegalStateException(article);
            }
            return new BigDecimal(article.equals("odd") ? "2" : "1.00");
        }

        private BigDecimal legacyPrice(String article) {
            if (article.startsWith("legacy fails") || article.startsWith("both")) {
                throw new IllegalStateException(article);
            }
            return BigDecimal.ONE;
        }

        @FeatureToggle(value = "prices", fallback = "legacyUser", shadow = true)
        String user() {
            EvaluationContext context = BoundContext.current();
            seen = (context == null ? null : context.targetingKey()) + " " + LOGIN.get() + " "
                    + Thread.currentThread().getName().replaceAll("[0-9]", "N");
            return "new";
        }

        @Nullable
        String seen() {
            return seen;
        }

        private String legacyUser() {
            return "legacy";
        }

        @FeatureToggle(value = "prices", fallback = "legacyNames", shadow = true)
        String[] names() {
            return new String[] {catalog.name()};
        }

        private String[] legacyNames() {
            return new String[] {"legacy"};
        }

        @FeatureToggle(value = "prices", fallback = "legacyPlain")
        String plain() {
            return "new";
        }

        private String legacyPlain() {
            return "legacy";
        }

        @FeatureToggle(
                value = "prices",
                fallback = "legacyRescued",
                rescueOn = IllegalStateException.class,
                shadow = true)
        String rescued() {
            throw new IllegalStateException("new");
        }

        private String legacyRescued() {
            return "legacy";
        }
    }

    static class Catalog {

        @FeatureToggle(value = "prices", fallback = "legacyName", shadow = true)
        String name() {
            return "new";
        }

        private String legacyName() {
            return "legacy";
        }
    }

    static class Discounts {

        @FeatureToggle(
                value = "prices",
                fallback = "legacyDiscount",
                shadow = true,
                variants = @FeatureVariant(value = "express", method = "expressDiscount"))
        int discount() {
            return 1;
        }

        private int expressDiscount() {
            return 2;
        }

        private int legacyDiscount() {
            return 1;
        }
    }

    @Test
    void annotatedMethodIsTheNewCodeOfAllVariants() {
        store.set(
                "prices",
                "{\"enabled\": false, \"shadow\": 100, \"offVariant\": \"express\","
                        + " \"variants\": [{\"name\": \"express\"}]}");
        runner.withBean(Discounts.class).run(context -> {
            assertThat(context.getBean(Discounts.class).discount()).isEqualTo(1);
            awaitCount(context, ShadowOutcome.SAME, 1);
        });
    }

    @Test
    void resultsAreComparedAndCounted() {
        with((context, prices) -> {
            assertThat(prices.price("even")).isSameAs(BigDecimal.ONE);
            awaitCount(context, ShadowOutcome.SAME, 1);
            assertThat(prices.price("odd")).isSameAs(BigDecimal.ONE);
            awaitCount(context, ShadowOutcome.DIFFERENT, 1);
            assertThat(prices.price("new fails")).isSameAs(BigDecimal.ONE);
            awaitCount(context, ShadowOutcome.NEW_FAILED, 1);
            assertThat(catchThrowable(() -> prices.price("legacy fails")))
                    .isExactlyInstanceOf(IllegalStateException.class);
            awaitCount(context, ShadowOutcome.LEGACY_FAILED, 1);
            assertThat(catchThrowable(() -> prices.price("both"))).hasMessage("both");
            awaitCount(context, ShadowOutcome.BOTH_FAILED, 1);

            ShadowCounts counts = context.getBean(ShadowRuns.class).counts("prices");
            assertThat(counts.timed()).isEqualTo(5);
            assertThat(counts.newNanos()).isPositive();
            assertThat(counts.legacyNanos()).isPositive();
        });
    }

    @Test
    void differencesHaveNoSamplesByDefault() {
        with((context, prices) -> {
            prices.price("odd");
            awaitRuns(context, 1);
            prices.price("new fails");
            awaitRuns(context, 2);

            List<ShadowDifference> differences =
                    context.getBean(ShadowRuns.class).differences("prices");
            assertThat(differences).extracting(ShadowDifference::sample).containsOnlyNulls();
            assertThat(differences)
                    .extracting(ShadowDifference::newException)
                    .containsExactly(IllegalArgumentException.class.getName(), null);
            assertThat(differences).extracting(ShadowDifference::method).containsOnly("Prices.price");
        });
    }

    @Test
    void samplesAreShortAndTheLastTwentyOnes() {
        runner.withPropertyValues("feature-flags.shadow.samples=true").run(context -> {
            Prices prices = context.getBean(Prices.class);
            for (int i = 1; i <= 25; i++) {
                prices.price("new fails " + i + " " + "x".repeat(300));
                awaitRuns(context, i);
            }
            List<ShadowDifference> differences =
                    context.getBean(ShadowRuns.class).differences("prices");
            assertThat(differences).hasSize(20);
            ShadowDifference.Sample newest =
                    Objects.requireNonNull(differences.get(0).sample());
            assertThat(newest.arguments()).startsWith("[new fails 25 xx").hasSize(200);
            assertThat(newest.legacy()).isEqualTo("1");
            assertThat(newest.next())
                    .startsWith(IllegalArgumentException.class.getName() + ": new fails 25")
                    .hasSize(200);
        });
    }

    @Test
    void shadowRunsAreNoCalls() {
        with((context, prices) -> {
            prices.price("even");
            awaitRuns(context, 1);
            assertThat(context.getBean(FlagReferences.class).calls("prices")).isEqualTo(new CallCounts(0, 1, 0, 0));
        });
    }

    @Test
    void shadowRunHasTheUserButNothingInherited() {
        store.set("prices", "false");
        runner.run(context -> {
            Prices prices = context.getBean(Prices.class);
            LOGIN.set("login"); // The threads start with the first share.
            store.set("prices", "{\"enabled\": false, \"shadow\": 100}");
            BoundContext.run(EvaluationContext.of("ada"), prices::user);
            awaitRuns(context, 1);
            assertThat(prices.seen()).isEqualTo("ada null feature-flags-shadow-N");
            LOGIN.remove();
        });
    }

    @Test
    void shadowRunIsNotShadowedAgain() {
        with((context, prices) -> {
            assertThat(prices.names()).containsExactly("legacy");
            awaitCount(context, ShadowOutcome.SAME, 1);
            awaitRuns(context, 1);
        });
    }

    @Test
    void nothingRunsWithoutPermissionOrShare() {
        with((context, prices) -> {
            prices.plain();
            store.set("prices", "{\"enabled\": false}");
            prices.price("even");
            store.set("prices", "{\"enabled\": true, \"shadow\": 100}");
            assertThat(catchThrowable(() -> prices.rescued())).isNull();
            assertThat(prices.price("even")).isEqualTo(new BigDecimal("1.00"));
            store.set("prices", "{\"enabled\": false, \"shadow\": 100}");
            prices.price("even");
            awaitCount(context, ShadowOutcome.SAME, 1);
            awaitRuns(context, 1);
        });
    }

    @Test
    void shareIsThatOfTheValue() {
        with((context, prices) -> {
            store.set("prices", "{\"enabled\": false, \"shadow\": 10}");
            int calls = 1_000;
            for (int i = 0; i < calls; i++) {
                prices.price("even");
            }
            // By chance, with a standard deviation of 9.5: outside of these limits once in 10^9 times.
            Shop.soon("enough runs").until(() -> runs(context) >= 40);
            assertThat(runs(context)).isLessThanOrEqualTo(160);
        });
    }

    @Test
    void comparatorOfTheFlagDecides() {
        runner.withBean(ShadowComparator.class, () -> comparator("prices", true))
                .withBean("other", ShadowComparator.class, () -> comparator("other", false))
                .run(context -> {
                    context.getBean(Prices.class).price("odd");
                    awaitCount(context, ShadowOutcome.SAME, 1);
                });
    }

    @Test
    void failedComparatorCountsAsDifference() {
        runner.withBean(ShadowComparator.class, () -> new ShadowComparator() {

                    @Override
                    public String flag() {
                        return "prices";
                    }

                    @Override
                    public boolean same(@Nullable Object legacy, @Nullable Object next) {
                        throw new IllegalStateException("cannot compare");
                    }
                })
                .run(context -> {
                    context.getBean(Prices.class).price("even");
                    awaitCount(context, ShadowOutcome.DIFFERENT, 1);
                });
    }

    @Test
    void twoComparatorsOfOneFlagStopTheStart() {
        runner.withBean("one", ShadowComparator.class, () -> comparator("prices", true))
                .withBean("two", ShadowComparator.class, () -> comparator("prices", true))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageStartingWith("Two beans compare the shadow runs of feature flag 'prices': "));
    }

    private static ShadowComparator comparator(String flag, boolean same) {
        return new ShadowComparator() {

            @Override
            public String flag() {
                return flag;
            }

            @Override
            public boolean same(@Nullable Object legacy, @Nullable Object next) {
                return same;
            }
        };
    }

    private void with(BiConsumer<ApplicationContext, Prices> test) {
        runner.run(context -> test.accept(context, context.getBean(Prices.class)));
    }
}
