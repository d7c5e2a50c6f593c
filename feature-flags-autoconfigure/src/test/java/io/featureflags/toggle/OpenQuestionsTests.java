package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.AopContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What does not work yet, or works in a way that may surprise: each of these tests fails. */
@Disabled("Each of these is to be decided")
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class OpenQuestionsTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    static class Shop {

        @FeatureToggle(value = "shop", fallback = "legacy")
        String call() {
            return "new";
        }

        private String legacy() {
            return "legacy";
        }
    }

    /** The auto-configuration is in the parent only: new code runs in the child, and nobody is told. */
    @Test
    void childContextWithoutTheAutoConfigurationIsNotSilent() {
        runner.run(parent -> new ApplicationContextRunner()
                .withParent(parent)
                .withBean(Shop.class, () -> new Shop())
                .run(child -> {
                    if (child.getStartupFailure() == null) {
                        assertThat(child.getBean(Shop.class).call()).isEqualTo("legacy");
                    }
                }));
    }

    interface One {

        @FeatureToggle(value = "one", otherwise = Otherwise.SKIP)
        String call();
    }

    interface Two {

        @FeatureToggle(value = "two", otherwise = Otherwise.SKIP)
        String call();
    }

    static class Both implements One, Two {

        @Override
        public String call() {
            return "new";
        }
    }

    /** The first interface wins without a word. */
    @Test
    void interfacesThatDisagreeStopTheStart() {
        runner.withBean(Both.class, () -> new Both())
                .run(context -> assertThat(context).hasFailed());
    }

    static class TypeArguments {

        @FeatureToggle(value = "arguments", fallback = "legacy")
        List<String> call(List<String> names) {
            return names;
        }

        List<Integer> legacy(List<Integer> numbers) {
            return numbers;
        }
    }

    /** Callers meet a ClassCastException at the first call after a flip. */
    @Test
    void legacyMethodOfOtherTypeArgumentsStopsTheStart() {
        runner.withBean(TypeArguments.class, () -> new TypeArguments())
                .run(context -> assertThat(context).hasFailed());
    }

    static class Numbers {

        @FeatureToggle(value = "numbers", fallback = "legacy", rescueOn = IllegalStateException.class)
        Flux<Integer> call() {
            return Flux.just(1, 2).concatWith(Mono.error(new IllegalStateException("new")));
        }

        Flux<Integer> legacy() {
            return Flux.just(1, 2, 3);
        }
    }

    /** A subscriber gets elements of both branches: 1, 2, 1, 2, 3. */
    @Test
    void fluxThatHasEmittedIsNotContinuedByTheOtherBranch() {
        store.set("numbers", "true");
        runner.withBean(Numbers.class, () -> new Numbers())
                .run(context -> assertThat(context.getBean(Numbers.class)
                                .call()
                                .onErrorResume(failure -> Flux.empty())
                                .collectList()
                                .block())
                        .containsExactly(1, 2));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy(exposeProxy = true)
    static class ExposedProxies {}

    static class SelfAware {

        @FeatureToggle(value = "self_aware", otherwise = Otherwise.SKIP)
        Mono<Object> call() {
            return Mono.just(AopContext.currentProxy());
        }
    }

    /** The code runs at the subscription, when Spring has forgotten the proxy; only Spring can set it. */
    @Test
    void publisherKnowsTheCurrentProxy() {
        store.set("self_aware", "true");
        runner.withUserConfiguration(ExposedProxies.class)
                .withBean(SelfAware.class, () -> new SelfAware())
                .run(context -> assertThat(
                                context.getBean(SelfAware.class).call().block())
                        .isSameAs(context.getBean(SelfAware.class)));
    }

    static class ToggledProvider implements EvaluationContextProvider {

        @Override
        @FeatureToggle(value = "provider", fallback = "legacy")
        public EvaluationContext currentContext() {
            return EvaluationContext.of("new");
        }

        private EvaluationContext legacy() {
            return EvaluationContext.of("legacy");
        }
    }

    /** Its flag depends on the user, whom it is to tell: StackOverflowError for the caller. */
    @Test
    void providerWhoseOwnFlagAsksItIsAnErrorOfThatFlag() {
        store.set("provider", "50%");
        runner.withBean(ToggledProvider.class, () -> new ToggledProvider())
                .run(context -> assertThat(
                                context.getBean(EvaluationContextProvider.class).currentContext())
                        .isEqualTo(EvaluationContext.of("legacy")));
    }

    @Configuration
    static class ToggledBeanMethod {

        @Bean
        @FeatureToggle(value = "bean_method", fallback = "legacy")
        String text() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    /** The container calls it once: a flip changes nothing until the next start. */
    @Test
    void beanMethodThatIsToggledStopsTheStart() {
        runner.withUserConfiguration(ToggledBeanMethod.class)
                .run(context -> assertThat(context).hasFailed());
    }
}
