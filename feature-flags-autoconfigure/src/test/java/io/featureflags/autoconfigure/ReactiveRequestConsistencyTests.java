package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.context.CurrentRequest;
import io.featureflags.context.ReactiveContexts;
import io.featureflags.context.ReactiveRequestFilter;
import io.featureflags.context.RequestConsistency;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/** A change in the middle of an exchange of WebFlux. */
class ReactiveRequestConsistencyTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private final SettableStore store = new SettableStore();

    private final AtomicReference<@Nullable Function<ServerWebExchange, Mono<String>>> handler =
            new AtomicReference<>();

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with())
            .withBean(SettableStore.class, () -> store)
            .withBean("webHandler", WebHandler.class, () -> this::handle);

    private final ReactiveWebApplicationContextRunner consistent =
            runner.withPropertyValues("feature-flags.request-consistency=true");

    @AfterEach
    void reset() {
        Hooks.disableAutomaticContextPropagation();
    }

    @Test
    void flipIsSeenByTheNextExchangeOnly() {
        consistent.run(context -> {
            flipBetween(reactively(context), "true");

            assertThat(answerOf(context)).isEqualTo("false false");
            assertThat(answerOf(context)).isEqualTo("true true");
        });
    }

    @Test
    void byDefaultFlipsAreSeenInMidExchange() {
        runner.run(context -> {
            assertThat(context).doesNotHaveBean(CurrentRequest.class).doesNotHaveBean(ReactiveRequestFilter.class);
            flipBetween(reactively(context), "true");

            assertThat(answerOf(context)).isEqualTo("false true");
        });
    }

    @Test
    void userOfReactorsContextKeepsTheAnswer() {
        consistent.run(context -> {
            store.set("checkout", "{\"users\": [\"ada\"]}");
            Mono<Boolean> asAda = reactively(context)
                    .contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                            new TestingAuthenticationToken("ada", "", "ROLE_USER")));
            flipBetween(asAda, "false");
            assertThat(answerOf(context)).isEqualTo("true true");

            store.set("checkout", "{\"users\": [\"ada\"]}");
            flipBetween(reactively(context), "true");
            assertThat(answerOf(context)).isEqualTo("false false");
        });
    }

    @Test
    void otherUsersAreWithinTheExchangeToo() {
        consistent.run(context -> {
            store.set("checkout", "{\"users\": [\"ada\"]}");
            ReactiveContexts contexts = context.getBean(ReactiveContexts.class);
            Flag flag = flag(context);
            flipBetween(
                    Mono.deferContextual(view -> Mono.just(flag.isEnabled(contexts.inRequest(view, () -> ADA)))),
                    "false");

            assertThat(answerOf(context)).isEqualTo("true true");
        });
    }

    @Test
    void blockingCodeIsInTheExchangeByAutomaticPropagation() {
        Hooks.enableAutomaticContextPropagation();
        consistent.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            flipBetween(
                    Mono.fromSupplier(() -> flags.isEnabled("checkout")).subscribeOn(Schedulers.boundedElastic()),
                    "true");

            assertThat(answerOf(context)).isEqualTo("false false");
            assertThat(answerOf(context)).isEqualTo("true true");
            store.set("checkout", "false");
            assertThat(flags.isEnabled("checkout")).isFalse();
        });
    }

    @Test
    void otherFiltersAreInTheExchangeToo() {
        consistent
                .withBean(
                        WebFilter.class,
                        () -> (exchange, chain) -> Mono.deferContextual(view -> {
                            exchange.getAttributes().put("view", view);
                            return chain.filter(exchange);
                        }))
                .run(context -> {
                    ReactiveContexts contexts = context.getBean(ReactiveContexts.class);
                    Flag flag = flag(context);
                    handler.set(exchange -> {
                        ContextView ofFilter = Objects.requireNonNull(exchange.getAttribute("view"));
                        boolean before = flag.isEnabled(contexts.inRequest(ofFilter, ADA));
                        store.set("checkout", "true");
                        return reactively(context).map(after -> before + " " + after);
                    });

                    assertThat(answerOf(context)).isEqualTo("false false");
                });
    }

    @Test
    void taskThatOutlivesTheExchangeSeesFlips() {
        consistent.run(context -> {
            AtomicReference<@Nullable EvaluationContextProvider> late = new AtomicReference<>();
            ReactiveContexts contexts = context.getBean(ReactiveContexts.class);
            Flag flag = flag(context);
            handler.set(exchange -> Mono.deferContextual(view -> {
                late.set(contexts.inRequest(view, ADA));
                return reactively(context).map(String::valueOf);
            }));
            assertThat(answerOf(context)).isEqualTo("false");

            store.set("checkout", "true");
            assertThat(flag.isEnabled(Objects.requireNonNull(late.get()))).isTrue();
        });
    }

    @Test
    void servletApplicationHasNoFilter() {
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .withBean(SettableStore.class, () -> store)
                .withPropertyValues("feature-flags.request-consistency=true")
                .run(context -> assertThat(context)
                        .hasSingleBean(CurrentRequest.class)
                        .doesNotHaveBean(ReactiveRequestFilter.class));
    }

    /** As a toggled method that returns a Mono is routed. */
    private static Mono<Boolean> reactively(ApplicationContext context) {
        ReactiveContexts contexts = context.getBean(ReactiveContexts.class);
        Flag flag = flag(context);
        return Mono.deferContextual(contexts::contextProviderOf).map(flag::isEnabled);
    }

    private static Flag flag(ApplicationContext context) {
        return context.getBean(RequestConsistency.class)
                .around(context.getBean(FlagRegistry.class))
                .register("checkout", false);
    }

    private void flipBetween(Mono<Boolean> question, String value) {
        handler.set(exchange -> question.flatMap(before -> {
            store.set("checkout", value);
            return question.map(after -> before + " " + after);
        }));
    }

    private Mono<Void> handle(ServerWebExchange exchange) {
        return Objects.requireNonNull(handler.get()).apply(exchange).flatMap(text -> {
            var buffer = exchange.getResponse().bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8));
            return exchange.getResponse().writeWith(Mono.just(buffer));
        });
    }

    private static @Nullable String answerOf(ApplicationContext context) {
        return WebTestClient.bindToApplicationContext(context)
                .build()
                .get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
