package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.SettableStore;
import jakarta.annotation.PostConstruct;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.support.ApplicationObjectSupport;
import org.springframework.web.filter.GenericFilterBean;
import org.springframework.web.filter.OncePerRequestFilter;

/** Methods that run on the proxy itself, or never on the proxy: the start fails where the toggle could not work. */
class FinalMethodsTests extends AbstractInvalidToggleTests {

    private static final String WAY_OUT = "Route the call with FeatureFlags.route in the method.";

    private static String needsFields(String method, String finalMethod) {
        return method + " cannot work: the final method " + finalMethod
                + " runs on the proxy of the bean, whose fields are all null, and uses a field.";
    }

    private static String move(String finalMethod) {
        return "Move the toggled method to another bean, route the call with FeatureFlags.route instead, or make "
                + finalMethod + " non-final.";
    }

    static class RequestLog extends OncePerRequestFilter {

        @Override
        @FeatureToggle(value = "request_log", otherwise = Otherwise.SKIP)
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {}
    }

    static class Audit extends GenericFilterBean {

        @Override
        @FeatureToggle(value = "audit", otherwise = Otherwise.SKIP)
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}
    }

    @Test
    void filterWhoseFinalMethodsNeedFields() {
        assertFails(
                RequestLog.class,
                RequestLog::new,
                needsFields(
                        "doFilterInternal(HttpServletRequest, HttpServletResponse, FilterChain)",
                        GenericFilterBean.class.getName() + ".init(FilterConfig)"),
                move("init"));
        assertFails(
                Audit.class,
                Audit::new,
                needsFields(
                        "doFilter(ServletRequest, ServletResponse, FilterChain)",
                        GenericFilterBean.class.getName() + ".init(FilterConfig)"),
                move("init"));
    }

    @Test
    void filterBehindItsInterfaceIsRouted() {
        runner.withPropertyValues("spring.aop.proxy-target-class=false")
                .withBean("audit", Audit.class, Audit::new)
                .run(context -> assertThat(context).hasNotFailed());
    }

    abstract static class Import {

        private final List<String> steps = new ArrayList<>();

        public final List<String> run() {
            log("import");
            load();
            return steps;
        }

        private void log(String step) {
            steps.add(step);
        }

        abstract void load();
    }

    static class CsvImport extends Import {

        @Override
        @FeatureToggle(value = "csv", otherwise = Otherwise.SKIP)
        void load() {}
    }

    @Test
    void finalCallerOfTheMethodThatNeedsFields() {
        assertFails(
                CsvImport.class, CsvImport::new, needsFields("load()", Import.class.getName() + ".run()"), move("run"));
    }

    abstract static class Greeting extends ApplicationObjectSupport {

        public final @Nullable String greet() {
            return name();
        }

        abstract @Nullable String name();
    }

    static class NamedGreeting extends Greeting {

        @Override
        @FeatureToggle(value = "name", otherwise = Otherwise.SKIP)
        @Nullable
        String name() {
            return "ada";
        }
    }

    /** Its final method needs no field, and those of the super-class are called on the bean itself. */
    @Test
    void finalMethodThatNeedsNoFieldIsRouted() {
        SettableStore store = new SettableStore();
        runner.withAllowBeanDefinitionOverriding(true)
                .withBean(SettableStore.class, () -> store)
                .withBean(NamedGreeting.class)
                .run(context -> {
                    NamedGreeting greeting = context.getBean(NamedGreeting.class);
                    assertThat(greeting.greet()).isNull();
                    store.set("name", "true");
                    assertThat(greeting.greet()).isEqualTo("ada");
                });
    }

    static class Coin {

        @Override
        @FeatureToggle(value = "coin", fallback = "legacyEquals")
        public boolean equals(@Nullable Object other) {
            return other instanceof Coin;
        }

        boolean legacyEquals(@Nullable Object other) {
            return false;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    static class Note {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Note;
        }

        @Override
        @FeatureToggle(value = "note", otherwise = Otherwise.SKIP)
        public int hashCode() {
            return 1;
        }
    }

    @SuppressWarnings({"deprecation", "removal", "Finalize"}) // The method that no proxy routes.
    static class Safe {

        @Override
        @FeatureToggle(value = "safe", otherwise = Otherwise.SKIP)
        protected void finalize() {}
    }

    @Test
    void methodsOfObjectThatNoProxyRoutes() {
        assertNeverRouted(Coin.class, Coin::new, "equals(Object)");
        assertNeverRouted(Note.class, Note::new, "hashCode()");
        assertNeverRouted(Safe.class, Safe::new, "finalize()");
    }

    private <T> void assertNeverRouted(Class<T> type, Supplier<T> bean, String method) {
        assertFails(
                type,
                bean,
                method + " cannot work: no proxy of Spring routes equals, hashCode or finalize, so that the flag would"
                        + " have no effect.",
                WAY_OUT);
    }

    static class Labelled {

        @Override
        @FeatureToggle(value = "label", fallback = "legacyLabel")
        public String toString() {
            return "new";
        }

        String legacyLabel() {
            return "legacy";
        }
    }

    @Test
    void textOfABeanIsRouted() {
        runner.withBean("label", Labelled.class, Labelled::new)
                .run(context -> assertThat(context.getBean("label")).hasToString("legacy"));
    }

    static class Warm {

        @PostConstruct
        @FeatureToggle(value = "warm", otherwise = Otherwise.SKIP)
        public void fill() {}
    }

    static class Ready implements InitializingBean {

        @Override
        @FeatureToggle(value = "ready", otherwise = Otherwise.SKIP)
        public void afterPropertiesSet() {}
    }

    @Test
    void methodsThatTheContainerCallsWithoutTheProxy() {
        assertCalledWithoutProxy(Warm.class, Warm::new, "fill()");
        assertCalledWithoutProxy(Ready.class, Ready::new, "afterPropertiesSet()");
    }

    private <T> void assertCalledWithoutProxy(Class<T> type, Supplier<T> bean, String method) {
        assertFails(
                type,
                bean,
                method
                        + " cannot work: the container calls the method on the bean itself, and not on its proxy, so that"
                        + " the new code would run even while the flag is off.",
                WAY_OUT);
    }
}
