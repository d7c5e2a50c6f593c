package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.toggle.AdviceOrderTests.Caches;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

/** Cached legacy methods that take the failure of the new code. */
class CacheKeyChecksTests extends AbstractInvalidToggleTests {

    abstract static class AbstractPrices {

        @FeatureToggle(value = "prices", fallback = "legacy", rescueOn = IllegalStateException.class)
        public String price(String article) {
            throw new IllegalStateException("closed");
        }
    }

    static class Filled extends AbstractPrices {

        @Cacheable("legacy")
        public String legacy(String article, @Nullable Throwable failure) {
            return "legacy";
        }
    }

    static class Put extends AbstractPrices {

        @CachePut("legacy")
        public String legacy(String article, @Nullable Throwable failure) {
            return "legacy";
        }
    }

    static class Evicted extends AbstractPrices {

        @CacheEvict("legacy")
        public String legacy(String article, @Nullable Throwable failure) {
            return "legacy";
        }
    }

    static class Several extends AbstractPrices {

        @Caching(cacheable = @Cacheable(value = "legacy", key = "#p0"), evict = @CacheEvict("other"))
        public String legacy(String article, @Nullable Throwable failure) {
            return "legacy";
        }
    }

    static class Generated extends AbstractPrices {

        @Cacheable(value = "legacy", keyGenerator = "generator")
        public String legacy(String article, @Nullable Throwable failure) {
            return "legacy";
        }
    }

    static class OfAllArguments extends AbstractPrices {

        @Cacheable(value = "legacy", key = "#root.args")
        public String legacy(String article, @Nullable Throwable failure) {
            return "legacy";
        }
    }

    static class OfTheFailure extends AbstractPrices {

        @Cacheable(value = "legacy", key = "{#root.args[0], #failure}")
        public String legacy(String article, @Nullable Throwable failure) {
            return "legacy";
        }
    }

    @Cacheable
    @CacheConfig(cacheNames = "legacy")
    static class OnClass extends AbstractPrices {

        public String legacy(String article, @Nullable Throwable failure) {
            return "legacy";
        }
    }

    @Test
    void failureCannotBePartOfAKey() {
        assertRejected(Filled.class, new Filled());
        assertRejected(Put.class, new Put());
        assertRejected(Evicted.class, new Evicted());
        assertRejected(Several.class, new Several());
        assertRejected(Generated.class, new Generated());
        assertRejected(OfAllArguments.class, new OfAllArguments());
        assertRejected(OfTheFailure.class, new OfTheFailure());
        assertRejected(OnClass.class, new OnClass());
    }

    private <T> void assertRejected(Class<T> type, T bean) {
        assertFails(
                type,
                () -> bean,
                "price(String) cannot work: its fallback String legacy(String, Throwable) is cached, and the failure that"
                        + " it takes would be part of the key.",
                "Write key = \"#p0\" in its cache annotations, in place of any keyGenerator, or leave out its"
                        + " last parameter.");
    }

    static class TwoArguments {

        @FeatureToggle(value = "prices", fallbackType = CachedLegacy.class, rescueOn = IllegalStateException.class)
        public String price(String article, int amount) {
            return "new";
        }
    }

    static class CachedLegacy {

        @Cacheable("legacy")
        public String price(String article, int amount, @Nullable Throwable failure) {
            return "legacy";
        }
    }

    @Test
    void legacyMethodOfAnotherBeanIsChecked() {
        assertFails(
                runner.withBean(CachedLegacy.class, () -> new CachedLegacy()),
                TwoArguments.class,
                () -> new TwoArguments(),
                "price(String, int) cannot work: its fallback String price(String, int, Throwable) is cached, and the"
                        + " failure that it takes would be part of the key.",
                "Write key = \"{#p0, #p1}\" in its cache annotations, in place of any keyGenerator, or leave out its"
                        + " last parameter.");
    }

    static class OwnKeys extends AbstractPrices {

        private final AtomicInteger runs = new AtomicInteger();

        @Caching(
                cacheable = @Cacheable(value = "legacy", key = "#article"),
                evict = @CacheEvict(value = "other", allEntries = true))
        public String legacy(String article, @Nullable Throwable failure) {
            return "legacy " + runs.incrementAndGet();
        }
    }

    @Test
    void ownKeyIsAccepted() {
        runner.withUserConfiguration(Caches.class)
                .withPropertyValues("feature-flags.flags.prices.enabled=true")
                .withBean(OwnKeys.class, () -> new OwnKeys())
                .run(context -> {
                    OwnKeys prices = context.getBean(OwnKeys.class);

                    assertThat(prices.price("tea")).isEqualTo("legacy 1");
                    assertThat(prices.price("tea")).isEqualTo("legacy 1");
                    assertThat(prices.price("milk")).isEqualTo("legacy 2");
                });
    }
}
