package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.context.ReactiveContextProvider;
import io.featureflags.context.ReactiveContexts;
import io.featureflags.context.SpringSecurityReactiveContextProvider;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.micrometer.context.ContextRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** The context of reactive code, with and without optional libraries. */
class ReactiveContextConfigurationTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private static final EvaluationContext BEN = EvaluationContext.of("ben");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with())
            .withBean(SettableStore.class)
            .withPropertyValues("feature-flags.request-consistency=true");

    @Test
    void springSecurityProvidesTheUserIfPresent() {
        Context anna =
                ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken("anna", "", "USER"));

        runner.withBean("mine", EvaluationContextProvider.class, () -> () -> BEN)
                .run(context -> {
                    ReactiveContexts contexts = context.getBean(ReactiveContexts.class);
                    assertThat(contexts.contextOf(anna).block())
                            .isEqualTo(EvaluationContext.of("anna").with("roles", List.of("USER")));
                    assertThat(contexts.contextOf(Context.empty()).block()).isEqualTo(BEN);
                });
        runner.withClassLoader(
                        new FilteredClassLoader(SecurityContextHolder.class, ReactiveSecurityContextHolder.class))
                .run(context -> {
                    assertThat(context).doesNotHaveBean(ReactiveContextProvider.class);
                    assertThat(context.getBean(ReactiveContexts.class)
                                    .contextOf(anna)
                                    .block())
                            .isEqualTo(EvaluationContext.anonymous());
                });
    }

    @Test
    void providerOfTheApplicationWins() {
        ReactiveContextProvider provider = view -> Mono.just(ADA);

        runner.withBean(ReactiveContextProvider.class, () -> provider).run(context -> {
            assertThat(context).doesNotHaveBean(SpringSecurityReactiveContextProvider.class);
            assertThat(context.getBean(ReactiveContexts.class)
                            .contextOf(Context.empty())
                            .block())
                    .isEqualTo(ADA);
        });
    }

    @Test
    void withoutReactorThereAreNoReactiveBeans() {
        runner.withClassLoader(new FilteredClassLoader("reactor"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ReactiveContexts.class)
                        .hasSingleBean(FeatureFlags.class));
    }

    @Test
    void withoutContextPropagationABoundContextStaysOnItsThread() {
        SettableStore store = new SettableStore();
        store.set("checkout", "{\"users\": [\"ada\"]}");
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .withBean(SettableStore.class, () -> store)
                .withClassLoader(new FilteredClassLoader(ContextRegistry.class.getPackageName()))
                .run(context -> assertThat(BoundContext.call(
                                ADA, () -> context.getBean(FeatureFlags.class).isEnabled("checkout")))
                        .isTrue());
    }
}
