package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;

/** Toggled methods whose calls no proxy can intercept. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class InterceptionChecksTests extends AbstractInvalidToggleTests {

    private static final String HERE = InterceptionChecksTests.class.getName() + "$";

    @Configuration
    static class BeanMethod {

        @Bean
        @FeatureToggle(value = "flag", fallback = "legacy")
        String text() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    @Test
    void beanMethod() {
        assertFails(
                BeanMethod.class,
                BeanMethod::new,
                "text() cannot work: the container calls this @Bean method once, so that the flag would be evaluated once"
                        + " and never again.",
                "Declare both beans, and toggle the class or the methods of the new one.");
    }

    static class PrivateMethod {

        @FeatureToggle(value = "flag", fallback = "legacy")
        private void call() {}

        void legacy() {}
    }

    static class FinalMethod {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public final void call() {}

        void legacy() {}
    }

    static class StaticMethod {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public static void call() {}

        static void legacy() {}
    }

    @Test
    void methodsThatNoProxyCanIntercept() {
        assertNotInterceptable(PrivateMethod.class, PrivateMethod::new, "private");
        assertNotInterceptable(FinalMethod.class, FinalMethod::new, "final");
        assertNotInterceptable(StaticMethod.class, StaticMethod::new, "static");
    }

    private <T> void assertNotInterceptable(Class<T> type, Supplier<T> bean, String obstacle) {
        assertFails(
                type,
                bean,
                "call() cannot work: the method is " + obstacle
                        + ", so that no proxy can intercept it: the new code would run even while the flag is off.",
                "Make the method neither static, private nor final, route the call with FeatureFlags.route, or let AspectJ"
                        + " weave the class.");
    }

    static final class FinalClass {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public void call() {}

        void legacy() {}
    }

    @Test
    void finalClass() {
        assertFails(
                FinalClass.class,
                FinalClass::new,
                "call() cannot work: the class is final and has no interface, so that no proxy can be created for it.",
                "Make the class non-final, or route the call with FeatureFlags.route.");
    }

    static final class FinalClassWithInterface implements Runnable {

        @Override
        @FeatureToggle(value = "flag", fallback = "legacy")
        public void run() {}

        void legacy() {}
    }

    @Test
    void finalClassBehindAClassProxy() {
        assertFails(
                FinalClassWithInterface.class,
                FinalClassWithInterface::new,
                "run() cannot work: the class of bean 'bean' is final, so that no class proxy can be created for it.",
                "Make the class non-final, or let it implement an interface and set spring.aop.proxy-target-class to"
                        + " false.");
        runner.withPropertyValues("spring.aop.proxy-target-class=false")
                .withBean("bean", FinalClassWithInterface.class, FinalClassWithInterface::new)
                .run(context -> assertThat(context).hasNotFailed());
    }

    static sealed class Sealed permits SealedChild {

        @FeatureToggle(value = "flag", fallback = "legacy")
        void call() {}

        void legacy() {}
    }

    static final class SealedChild extends Sealed {}

    static sealed class SealedWithInterface implements Runnable permits SealedChildWithInterface {

        @Override
        @FeatureToggle(value = "flag", fallback = "legacy")
        public void run() {}

        void legacy() {}
    }

    static final class SealedChildWithInterface extends SealedWithInterface {}

    @Test
    void sealedClass() {
        assertFails(
                Sealed.class,
                Sealed::new,
                "call() cannot work: the class is sealed and has no interface, so that no proxy can be created for it.",
                "Make the class non-sealed, or route the call with FeatureFlags.route.");
        assertFails(
                SealedWithInterface.class,
                SealedWithInterface::new,
                "run() cannot work: the class of bean 'bean' is sealed, so that no class proxy can be created for it.",
                "Make the class non-sealed, or let it implement an interface and set spring.aop.proxy-target-class to"
                        + " false.");
    }

    sealed interface Shape permits Circle, Square, Polygon {

        String draw();
    }

    static final class Circle implements Shape {

        @Override
        @FeatureToggle(value = "flag", otherwise = Otherwise.SKIP)
        public String draw() {
            return "circle";
        }
    }

    record Square(int size) implements Shape, Comparable<Square> {

        @Override
        @FeatureToggle(value = "flag", otherwise = Otherwise.SKIP)
        public String draw() {
            return "square";
        }

        @Override
        public int compareTo(Square other) {
            return Integer.compare(size, other.size);
        }
    }

    static non-sealed class Polygon implements Shape, Runnable {

        @Override
        @FeatureToggle(value = "flag", fallback = "legacyDraw")
        public String draw() {
            return "new polygon";
        }

        String legacyDraw() {
            return "legacy polygon";
        }

        @Override
        public void run() {}
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void finalClassOfASealedInterface(boolean classProxies) {
        ApplicationContextRunner application =
                runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies);
        String problem = "draw() cannot work: the class is final and its interface " + HERE
                + "Shape is sealed, so that no" + " proxy can be created for it.";
        String action = "Make it a non-sealed class, or route the call with FeatureFlags.route.";
        assertFails(application, Circle.class, Circle.class, Circle::new, problem, action);
        assertFails(application, Square.class, Square.class, () -> new Square(1), problem, action);
        application
                .withBean("bean", Polygon.class, Polygon::new)
                .run(context -> assertThat(context.getBean(Shape.class).draw()).isEqualTo("legacy polygon"));
    }

    static class BehindAnotherInterface implements Supplier<String> {

        @Override
        public String get() {
            return "";
        }

        @FeatureToggle(value = "flag", fallback = "get")
        public String call() {
            return "";
        }
    }

    @Test
    void methodMissingInJdkProxy() {
        runner.withPropertyValues("spring.aop.proxy-target-class=false")
                .withBean("bean", BehindAnotherInterface.class, BehindAnotherInterface::new)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage(
                                "@FeatureToggle on " + HERE + "BehindAnotherInterface.call() cannot work: the bean is"
                                        + " behind a JDK proxy, and none of the proxy's interfaces has the method: [Supplier,"
                                        + " SpringProxy, Advised, DecoratingProxy]."));
    }

    static class Fine {

        @FeatureToggle(value = "flag", fallback = "legacy")
        void call() {}

        void legacy() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class EarlyDependency {

        @Bean
        Fine bean() {
            return new Fine();
        }

        @Bean
        static EarlyPostProcessor early(Fine fine) {
            return new EarlyPostProcessor();
        }
    }

    static class EarlyPostProcessor implements BeanPostProcessor, PriorityOrdered {

        @Override
        public int getOrder() {
            return 0;
        }
    }

    @Test
    void beanCreatedTooEarly() {
        runner.withUserConfiguration(EarlyDependency.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessage("@FeatureToggle on " + HERE + "Fine.call() cannot work: bean 'bean' was created"
                                + " before toggled methods could be routed, as a post-processor or as a dependency of one: the"
                                + " new code would run even while the flag is off."));
    }

    private static final String IMPLEMENTED_BY_PROXY =
            "count() cannot work: the bean is a proxy that implements the interface itself, so that there is no class whose"
                    + " code could be routed.";

    interface Repository {

        @FeatureToggle(value = "flag", otherwise = Otherwise.SKIP)
        long count();
    }

    /** Like a repository of Spring Data or an HTTP client: no class implements the interface. */
    @Test
    void methodOfInterfaceWithoutClass() {
        assertFails(
                runner,
                Repository.class,
                Repository.class,
                () -> {
                    ProxyFactory factory = new ProxyFactory(new Object());
                    factory.setInterfaces(Repository.class);
                    factory.addAdvice((MethodInterceptor) invocation -> 5L);
                    return (Repository) factory.getProxy();
                },
                IMPLEMENTED_BY_PROXY,
                "Annotate a method that calls this one, or use FeatureFlags.route there.");
        assertFails(
                runner,
                Repository.class,
                Repository.class,
                () -> ProxyFactory.getProxy(Repository.class, (MethodInterceptor) invocation -> 5L),
                IMPLEMENTED_BY_PROXY,
                "Annotate a method that calls this one, or use FeatureFlags.route there.");
        assertFails(
                runner,
                Repository.class,
                Repository.class,
                () -> (Repository) Proxy.newProxyInstance(
                        Repository.class.getClassLoader(),
                        new Class<?>[] {Repository.class},
                        (bean, method, args) -> 5L),
                IMPLEMENTED_BY_PROXY,
                "Annotate a method that calls this one, or use FeatureFlags.route there.");
    }
}
