package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Each call runs the new code while the flag is on and the legacy code while it is off. Package {@code matrix} tests the
 * kinds of beans and proxies.
 */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class FeatureToggleRoutingTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    interface Checkout {

        String checkout(String user);
    }

    interface Greeter<T> {

        @FeatureToggle(value = "greeting", fallback = "legacyGreet")
        String greet(T whom);
    }

    static class Shop implements Checkout {

        private final String name = "shop";

        @Override
        @FeatureToggle(value = "new_checkout_flow", fallback = "legacyCheckout")
        public String checkout(String user) {
            return "new " + name + " " + user;
        }

        private String legacyCheckout(String user) {
            return "legacy " + name + " " + user;
        }
    }

    static class Kiosk {

        @FeatureToggle(value = "kiosk", fallback = "legacySell")
        int sell(int price, String... extras) {
            return price + extras.length;
        }

        protected int legacySell(int price, String... extras) {
            return -price - extras.length;
        }
    }

    static class PoliteGreeter implements Greeter<String> {

        @Override
        public String greet(String whom) {
            return "new " + whom;
        }

        public String legacyGreet(String whom) {
            return "legacy " + whom;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void routesBehindAnInterface(boolean classProxies) {
        with(classProxies).withBean(Shop.class, () -> new Shop()).run(context -> {
            Checkout shop = context.getBean(Checkout.class);
            assertThat(AopUtils.isJdkDynamicProxy(shop)).isEqualTo(!classProxies);

            assertThat(shop.checkout("anna")).isEqualTo("legacy shop anna");
            store.set("new_checkout_flow", "true");
            assertThat(shop.checkout("anna")).isEqualTo("new shop anna");
            store.delete("new_checkout_flow");
            assertThat(shop.checkout("anna")).isEqualTo("legacy shop anna");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void routesWithoutAnInterface(boolean classProxies) {
        with(classProxies).withBean(Kiosk.class, () -> new Kiosk()).run(context -> {
            Kiosk kiosk = context.getBean(Kiosk.class);

            assertThat(kiosk.sell(7, "bag", "card")).isEqualTo(-9);
            store.set("kiosk", "true");
            assertThat(kiosk.sell(7, "bag", "card")).isEqualTo(9);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsAnnotationOnGenericInterface(boolean classProxies) {
        with(classProxies)
                .withBean(PoliteGreeter.class, () -> new PoliteGreeter())
                .run(context -> {
                    @SuppressWarnings("unchecked")
                    Greeter<String> greeter = context.getBean(Greeter.class);

                    assertThat(greeter.greet("anna")).isEqualTo("legacy anna");
                    store.set("greeting", "true");
                    assertThat(greeter.greet("anna")).isEqualTo("new anna");
                });
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @FeatureToggle(value = "composed", fallback = "legacy")
    @interface Composed {}

    static class ComposedBean {

        @Composed
        String call() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    static class Inheriting extends ComposedBean {}

    @Test
    void findsComposedAnnotationOnSuperClass() {
        runner.withBean(Inheriting.class, () -> new Inheriting()).run(context -> {
            assertThat(context.getBean(Inheriting.class).call()).isEqualTo("legacy");
            store.set("composed", "true");
            assertThat(context.getBean(Inheriting.class).call()).isEqualTo("new");
        });
    }

    static class Thrower {

        private final IOException fromNew = new IOException("new");

        private final Error fromLegacy = new AssertionError("legacy");

        @FeatureToggle(value = "thrower", fallback = "legacy")
        void call() throws IOException {
            throw fromNew;
        }

        private void legacy() {
            throw fromLegacy;
        }

        @FeatureToggle(value = "thrower", fallback = "legacyChecked")
        void checked() throws IOException {}

        public void legacyChecked() throws IOException {
            throw fromNew;
        }
    }

    @Test
    void callersGetTheOriginalException() {
        Thrower target = new Thrower();
        runner.withBean(Thrower.class, () -> target).run(context -> {
            Thrower bean = context.getBean(Thrower.class);

            assertThat(catchThrowable(bean::call)).isSameAs(target.fromLegacy);
            assertThat(catchThrowable(bean::checked)).isSameAs(target.fromNew);
            store.set("thrower", "true");
            assertThat(catchThrowable(bean::call)).isSameAs(target.fromNew);
        });
    }

    static class WithoutLegacy {

        private int calls;

        @FeatureToggle("bare")
        String thrown() {
            return "new";
        }

        @FeatureToggle(value = "bare", otherwise = Otherwise.SKIP)
        void skipped() {
            calls++;
        }

        @FeatureToggle(value = "bare", otherwise = Otherwise.SKIP)
        List<String> list() {
            return List.of("new");
        }
    }

    @Test
    void callWithoutLegacyCodeThrowsOrIsSkipped() {
        WithoutLegacy target = new WithoutLegacy();
        runner.withBean(WithoutLegacy.class, () -> target).run(context -> {
            WithoutLegacy bean = context.getBean(WithoutLegacy.class);

            assertThatExceptionOfType(FeatureDisabledException.class)
                    .isThrownBy(bean::thrown)
                    .withMessage(
                            "Feature flag 'bare' is off, so WithoutLegacy.thrown was not run. It names no legacy code:"
                                    + " give its @FeatureToggle a fallback, or otherwise = SKIP.")
                    .satisfies(ex -> assertThat(ex.flag()).isEqualTo("bare"));
            bean.skipped();
            assertThat(target.calls).isZero();
            assertThat(bean.list()).isEmpty();
            store.set("bare", "true");
            bean.skipped();
            assertThat(target.calls).isOne();
            assertThat(bean.thrown()).isEqualTo("new");
        });
    }

    static class Defaults {

        @FeatureToggle(value = "on_by_annotation", fallback = "legacy", enabledByDefault = true)
        String annotated() {
            return "new";
        }

        @FeatureToggle(value = "off_by_yml", fallback = "legacy", enabledByDefault = true)
        String configured() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    @Test
    void annotationHasTheLastDefault() {
        runner.withBean(Defaults.class, () -> new Defaults())
                .withPropertyValues("feature-flags.flags.off_by_yml.enabled=false")
                .run(context -> {
                    assertThat(context.getBean(Defaults.class).annotated()).isEqualTo("new");
                    assertThat(context.getBean(Defaults.class).configured()).isEqualTo("legacy");
                    assertThat(context.getBean(FeatureFlags.class).isEnabled("on_by_annotation"))
                            .isTrue();
                    store.set("on_by_annotation", "false");
                    assertThat(context.getBean(Defaults.class).annotated()).isEqualTo("legacy");
                });
    }

    static class Advised {

        @FeatureToggle(value = "advised", fallback = "legacy")
        public String call() {
            return "new";
        }

        public String legacy() {
            return "legacy";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LegacyAdvice {

        @Bean
        static DefaultPointcutAdvisor bracketsAroundLegacy() {
            NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
            pointcut.setMappedName("legacy");
            return new DefaultPointcutAdvisor(
                    pointcut, (MethodInterceptor) invocation -> "[" + invocation.proceed() + "]");
        }
    }

    @Test
    void adviceOfLegacyMethodApplies() {
        runner.withBean(Advised.class, () -> new Advised())
                .withUserConfiguration(LegacyAdvice.class)
                .run(context -> {
                    assertThat(context.getBean(Advised.class).call()).isEqualTo("[legacy]");
                    store.set("advised", "true");
                    assertThat(context.getBean(Advised.class).call()).isEqualTo("new");
                });
    }

    static class Chain {

        @FeatureToggle(value = "third", fallback = "second")
        String call() {
            return "third";
        }

        @FeatureToggle(value = "second", fallback = "first")
        String second() {
            return "second";
        }

        private String first() {
            return "first";
        }
    }

    @Test
    void legacyMethodMayBeToggledToo() {
        runner.withBean(Chain.class, () -> new Chain()).run(context -> {
            assertThat(context.getBean(Chain.class).call()).isEqualTo("first");
            store.set("second", "true");
            assertThat(context.getBean(Chain.class).call()).isEqualTo("second");
            store.set("third", "true");
            assertThat(context.getBean(Chain.class).call()).isEqualTo("third");
        });
    }

    private ApplicationContextRunner with(boolean classProxies) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies);
    }
}
