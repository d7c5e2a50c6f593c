package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.featureflags.toggle.bytecode.WovenMethods;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The aspect of woven calls, without a weaver; the module {@code weaving-it} tests it with AspectJ's weaver. */
class FeatureToggleAspectTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean("elsewhere", Elsewhere.class, () -> new Elsewhere());

    static class Elsewhere {

        Object ship() {
            return "legacy elsewhere";
        }
    }

    static class Inheriting extends HandWoven {

        Inheriting() {
            super("heir");
        }
    }

    @Test
    void objectWithoutContainerIsRoutedByItsClass() {
        runner.run(context -> {
            HandWoven shop = new HandWoven("shop");
            HandWoven heir = new Inheriting();

            assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
            assertThat(heir.checkout("ada")).isEqualTo("legacy heir ada");
            assertThat(shop.ship()).isEqualTo("legacy elsewhere");
            assertThat(HandWoven.count()).isEqualTo("legacy");
            store.set("hand_woven", "true");
            assertThat(shop.checkout("ada")).isEqualTo("new shop ada");
            assertThat(heir.checkout("ada")).isEqualTo("new heir ada");
            assertThat(shop.ship()).isEqualTo("new");
            assertThat(HandWoven.count()).isEqualTo("new");
            assertThat(catchThrowable(() -> shop.checkout("")))
                    .isExactlyInstanceOf(IOException.class)
                    .hasNoSuppressedExceptions()
                    .hasNoCause();
        });
    }

    @Test
    void wovenBeanHasNoProxyAndItsFlagIsKnownAtStart() {
        runner.withBean("shop", HandWoven.class, () -> new HandWoven("shop")).run(context -> {
            HandWoven shop = context.getBean(HandWoven.class);

            assertThat(AopUtils.isAopProxy(shop)).isFalse();
            assertThat(store.loaded()).contains("hand_woven");
            assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
            store.set("hand_woven", "true");
            assertThat(shop.checkout("ada")).isEqualTo("new shop ada");
        });
    }

    @Test
    void legacyCodeRunsWithoutAContext() throws Throwable {
        HandWoven shop = new HandWoven("shop");
        store.set("hand_woven", "true");
        assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");

        runner.run(context -> assertThat(shop.checkout("ada")).isEqualTo("new shop ada"));

        assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
        assertThat(HandWoven.count()).isEqualTo("legacy");
        assertThat(catchThrowable(shop::ship))
                .isInstanceOfSatisfying(
                        FeatureDisabledException.class, ex -> assertThat(ex).hasMessageContaining("HandWoven.ship"));
    }

    @Test
    void lastStartedContextRoutesUntilItIsClosed() {
        HandWoven shop = new HandWoven("shop");
        SettableStore other = new SettableStore();
        runner.run(first -> {
            other.set("hand_woven", "true");
            new ApplicationContextRunner()
                    .withConfiguration(FlagAutoConfigurations.with())
                    .withBean(SettableStore.class, () -> other)
                    .withBean("elsewhere", Elsewhere.class, () -> new Elsewhere())
                    .run(second -> {
                        assertThat(shop.checkout("ada")).isEqualTo("new shop ada");
                        first.close(); // Has no effect, since the second one routes.
                        assertThat(shop.checkout("ada")).isEqualTo("new shop ada");
                    });
            assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
        });
    }

    @Test
    void aspectIsNoBeanAndHasNoEffectAsOne() {
        runner.run(context -> {
            assertThat(context).doesNotHaveBean(FeatureToggleAspect.class);
            assertThat(context.getBeansWithAnnotation(Aspect.class)).isEmpty();
        });
        AtomicInteger decisions = new AtomicInteger();
        runner.withBean(FeatureToggleAspect.class, FeatureToggleAspect::aspectOf)
                .withBean(FeatureToggleRoutingTests.Shop.class, () -> new FeatureToggleRoutingTests.Shop())
                .withBean(EvaluationContextProvider.class, () -> () -> {
                    decisions.incrementAndGet();
                    return EvaluationContext.of("ada");
                })
                .run(context -> {
                    FeatureToggleRoutingTests.Shop shop = context.getBean(FeatureToggleRoutingTests.Shop.class);

                    assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
                    store.set("new_checkout_flow", "99.999%");
                    assertThat(shop.checkout("ada")).isEqualTo("new shop ada");
                    assertThat(decisions).hasValue(1);
                });
    }

    @Test
    void wovenMethodsAreDetected() throws Exception {
        assertThat(WovenMethods.isWoven(method(HandWoven.class, "checkout"))).isTrue();
        assertThat(WovenMethods.isWoven(method(HandWoven.class, "count"))).isTrue();
        assertThat(WovenMethods.isWoven(method(HandWoven.class, "legacyCheckout")))
                .isFalse();
        assertThat(WovenMethods.isWoven(method(FeatureToggleRoutingTests.Shop.class, "checkout")))
                .isFalse();
        assertThat(WovenMethods.isWoven(method(OtherAspect.class, "checkout"))).isFalse();
    }

    /** A class into which another aspect is woven. */
    static class OtherAspect {

        @FeatureToggle("flag")
        String checkout(String user) {
            return checkout_aroundBody0(this, user);
        }

        static String checkout_aroundBody0(OtherAspect self, String user) {
            return user;
        }
    }

    @Test
    void withoutAspectJNothingIsWoven() {
        runner.withClassLoader(new FilteredClassLoader("org.aspectj"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AspectAttacher.class));
        runner.run(context -> assertThat(context).hasSingleBean(AspectAttacher.class));
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
