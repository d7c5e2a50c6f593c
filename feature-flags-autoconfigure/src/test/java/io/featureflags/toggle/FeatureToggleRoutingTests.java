package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Each call runs the new code while the flag is on and the legacy code while it is off. The matrix of package {@code matrix}
 * has the kinds of beans and proxies.
 */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class FeatureToggleRoutingTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
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
    void findsTheAnnotationOnAGenericInterface(boolean classProxies) {
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
    void findsTheAnnotationOnAnAnnotationAndOnASuperClass() {
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
    void callersGetTheVeryException() {
        Thrower target = new Thrower();
        runner.withBean(Thrower.class, () -> target).run(context -> {
            Thrower bean = context.getBean(Thrower.class);

            assertThat(catchThrowable(bean::call)).isSameAs(target.fromLegacy);
            assertThat(catchThrowable(bean::checked)).isSameAs(target.fromNew);
            store.set("thrower", "true");
            assertThat(catchThrowable(bean::call)).isSameAs(target.fromNew);
        });
    }

    static class Customers {

        @FeatureToggle(value = "vip", fallback = "legacy", user = "#customer")
        String plain(int number, @Nullable String customer) {
            return "new";
        }

        String legacy(int number, @Nullable String customer) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyOrder", user = "#order.customer.toLowerCase()")
        String spel(Order order) {
            return "new";
        }

        String legacyOrder(Order order) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyOptional", user = "#p0")
        String optional(Optional<Integer> customer) {
            return "new";
        }

        String legacyOptional(Optional<Integer> customer) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyCurrent")
        String current() {
            return "new";
        }

        String legacyCurrent() {
            return "legacy";
        }
    }

    public record Order(@Nullable String customer) {}

    static class Parcel {

        private final Supplier<@Nullable String> addressee;

        Parcel(Supplier<@Nullable String> addressee) {
            this.addressee = addressee;
        }

        public @Nullable String getAddressee() {
            return addressee.get();
        }

        public boolean isGift() {
            return true;
        }
    }

    static class Post {

        @FeatureToggle(value = "vip", fallback = "legacyOrder", user = " #order.customer ")
        String component(Order order) {
            return "new";
        }

        String legacyOrder(Order order) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyParcel", user = "#parcel.addressee")
        String getter(@Nullable Parcel parcel) {
            return "new";
        }

        @FeatureToggle(value = "true_gifts", fallback = "legacyParcel", user = "#p0.gift")
        String is(@Nullable Parcel parcel) {
            return "new";
        }

        @FeatureToggle(value = "vip", fallback = "legacyParcel", user = "#parcel?.addressee")
        String nullSafe(@Nullable Parcel parcel) {
            return "new";
        }

        String legacyParcel(@Nullable Parcel parcel) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyObject", user = "#parcel.addressee")
        String ofTheRuntimeClass(Object parcel) {
            return "new";
        }

        String legacyObject(Object parcel) {
            return "legacy";
        }
    }

    @Test
    void takesTheUserFromAPropertyOfAnArgument() {
        store.set("vip", "{\"users\": [\"anna\"]}");
        store.set("true_gifts", "{\"users\": [\"true\"]}");
        runner.withBean(Post.class, () -> new Post()).run(context -> {
            Post post = context.getBean(Post.class);
            Parcel toAnna = new Parcel(() -> "anna");
            Parcel toNobody = new Parcel(() -> null);
            Parcel broken = new Parcel(() -> {
                throw new IllegalStateException("no address");
            });

            assertThat(post.component(new Order("anna"))).isEqualTo("new");
            assertThat(post.component(new Order(null))).isEqualTo("legacy");
            assertThat(post.getter(toAnna)).isEqualTo("new");
            assertThat(post.getter(toNobody)).isEqualTo("legacy");
            assertThat(post.getter(broken)).isEqualTo("legacy");
            assertThat(post.getter(null)).isEqualTo("legacy");
            assertThat(post.is(toNobody)).isEqualTo("new");
            assertThat(post.nullSafe(toAnna)).isEqualTo("new");
            assertThat(post.nullSafe(null)).isEqualTo("legacy");
            assertThat(post.ofTheRuntimeClass(toAnna)).isEqualTo("new");
        });
    }

    @Test
    void takesTheUserFromTheArgumentsElseFromTheProvider() {
        store.set("vip", "{\"users\": [\"anna\", \"42\"]}");
        runner.withBean(Customers.class, () -> new Customers())
                .withBean(EvaluationContextProvider.class, () -> () -> EvaluationContext.of("anna"))
                .run(context -> {
                    Customers customers = context.getBean(Customers.class);

                    assertThat(customers.plain(1, "anna")).isEqualTo("new");
                    assertThat(customers.plain(1, "ben")).isEqualTo("legacy");
                    assertThat(customers.plain(1, null)).isEqualTo("legacy");
                    assertThat(customers.spel(new Order("ANNA"))).isEqualTo("new");
                    assertThat(customers.spel(new Order("BEN"))).isEqualTo("legacy");
                    assertThat(customers.optional(Optional.of(42))).isEqualTo("new");
                    assertThat(customers.optional(Optional.empty())).isEqualTo("legacy");
                    assertThat(customers.current()).isEqualTo("new");
                });
    }

    @Test
    void expressionThatFailsAtACallRunsTheLegacyCode() {
        store.set("vip", "{\"users\": [\"anna\"]}");
        runner.withBean(Customers.class, () -> new Customers())
                .run(context -> assertThat(context.getBean(Customers.class).spel(new Order(null)))
                        .isEqualTo("legacy"));
    }

    @Test
    void userIsNotAskedForWhereTheAnswerIsTheSameForEverybody() {
        store.set("vip", "true");
        runner.withBean(Customers.class, () -> new Customers())
                .withBean(EvaluationContextProvider.class, () -> () -> {
                    throw new IllegalStateException("must not be asked");
                })
                .run(context -> {
                    assertThat(context.getBean(Customers.class).current()).isEqualTo("new");
                    assertThat(context.getBean(Customers.class).spel(new Order(null)))
                            .isEqualTo("new");
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
    void withoutLegacyCodeACallThrowsOrIsSkipped() {
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
    void annotationAnswersLastAndByNameToo() {
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
    void adviceOfTheLegacyMethodApplies() {
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
    void legacyMethodMayBeToggledItself() {
        runner.withBean(Chain.class, () -> new Chain()).run(context -> {
            assertThat(context.getBean(Chain.class).call()).isEqualTo("first");
            store.set("second", "true");
            assertThat(context.getBean(Chain.class).call()).isEqualTo("second");
            store.set("third", "true");
            assertThat(context.getBean(Chain.class).call()).isEqualTo("third");
        });
    }

    static class Chicken {

        @Autowired
        @Nullable
        Egg egg;

        @FeatureToggle(value = "chicken", fallback = "legacy")
        String call() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    static class Egg {

        @Autowired
        @Nullable
        Chicken chicken;
    }

    @Test
    void routesInACircularReference() {
        runner.withAllowCircularReferences(true)
                .withBean(Chicken.class, () -> new Chicken())
                .withBean(Egg.class, () -> new Egg())
                .run(context -> {
                    Chicken injected = context.getBean(Egg.class).chicken;

                    assertThat(injected).isSameAs(context.getBean(Chicken.class));
                    assertThat(injected).extracting(Chicken::call).isEqualTo("legacy");
                    store.set("chicken", "true");
                    assertThat(injected).extracting(Chicken::call).isEqualTo("new");
                });
    }

    static class Sessions implements EvaluationContextProvider {

        private final Kiosk kiosk;

        Sessions(Kiosk kiosk) {
            this.kiosk = kiosk;
        }

        @Override
        public EvaluationContext currentContext() {
            return EvaluationContext.of("user" + kiosk.sell(7));
        }
    }

    @Test
    void contextProviderMayItselfNeedAToggledBean() {
        store.set("vip", "{\"users\": [\"user-7\"]}");
        runner.withBean(Sessions.class)
                .withBean(Kiosk.class, () -> new Kiosk())
                .withBean(Customers.class, () -> new Customers())
                .run(context ->
                        assertThat(context.getBean(Customers.class).current()).isEqualTo("new"));
    }

    private ApplicationContextRunner with(boolean classProxies) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies);
    }

    static class Wrapped {

        @FeatureToggle(value = "wrapped", fallback = "legacy")
        String call() {
            return "new";
        }

        private String legacy() {
            return "legacy";
        }
    }

    static class Wrapper extends Wrapped {

        private final Wrapped bean;

        Wrapper(Wrapped bean) {
            this.bean = bean;
        }

        @Override
        String call() {
            return "traced " + bean.call();
        }
    }

    static class Tracing implements BeanPostProcessor, Ordered {

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            return bean instanceof Wrapped wrapped ? new Wrapper(wrapped) : bean;
        }
    }

    /** As libraries for tracing do: the wrapper has the annotation from its super-class, and no proxy. */
    @Test
    void routedBeanMayBeWrappedAfterwards() {
        new ApplicationContextRunner()
                .withConfiguration(
                        FlagAutoConfigurations.with(AopAutoConfiguration.class))
                .withBean(SettableStore.class)
                .withBean(Wrapped.class, () -> new Wrapped())
                .withBean(Tracing.class, () -> new Tracing())
                .run(context -> {
                    assertThat(context.getBean(Wrapped.class).call()).isEqualTo("traced legacy");
                    context.getBean(SettableStore.class).set("wrapped", "true");
                    assertThat(context.getBean(Wrapped.class).call()).isEqualTo("traced new");
                });
    }
}
