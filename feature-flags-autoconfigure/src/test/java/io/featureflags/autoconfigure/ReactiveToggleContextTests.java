package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Toggled methods that return publishers take the user, and the request, from the context of each subscription. */
class ReactiveToggleContextTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private final SettableStore store = new SettableStore();

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(Shop.class, () -> new Shop());

    static class Shop {

        @FeatureToggle(value = "checkout", fallback = "legacyCheckout")
        public Mono<String> checkout() {
            return Mono.just("new");
        }

        Mono<String> legacyCheckout() {
            return Mono.just("legacy");
        }

        @FeatureToggle(value = "checkout", fallback = "legacyOrders", user = "#user")
        public Flux<String> orders(String user) {
            return Flux.just("new", user);
        }

        Flux<String> legacyOrders(String user) {
            return Flux.just("legacy", user);
        }
    }

    @BeforeEach
    void onForAda() {
        store.set("checkout", "{\"users\": [\"ada\"]}");
    }

    @Test
    void userIsThatOfSpringSecurityInTheSubscription() {
        runner.run(context -> {
            Mono<String> checkout = context.getBean(Shop.class).checkout();

            assertThat(checkout.contextWrite(authenticated("ada")).block()).isEqualTo("new");
            assertThat(checkout.contextWrite(authenticated("ben")).block()).isEqualTo("legacy");
            assertThat(checkout.block()).isEqualTo("legacy");
        });
    }

    @Test
    void boundContextWins() {
        runner.run(context -> {
            Mono<String> checkout = context.getBean(Shop.class).checkout().contextWrite(authenticated("ben"));

            assertThat(checkout.contextWrite(Context.of(EvaluationContext.class, ADA))
                            .block())
                    .isEqualTo("new");
            assertThat(BoundContext.call(ADA, () -> Objects.requireNonNull(checkout.block())))
                    .isEqualTo("new");
            assertThat(checkout.block()).isEqualTo("legacy");
        });
    }

    @Test
    void userOfTheAnnotationWinsOverBoth() {
        runner.run(context -> assertThat(context.getBean(Shop.class)
                        .orders("ben")
                        .contextWrite(authenticated("ada"))
                        .contextWrite(Context.of(EvaluationContext.class, ADA))
                        .collectList()
                        .block())
                .isEqualTo(List.of("legacy", "ben")));
    }

    @Test
    void oneExchangeGetsOneAnswer() {
        runner.withPropertyValues("feature-flags.request-consistency=true")
                .withBean("webHandler", WebHandler.class, () -> exchange -> {
                    Shop shop = Objects.requireNonNull(exchange.getApplicationContext())
                            .getBean(Shop.class);
                    Mono<String> both = Mono.zip(
                            shop.checkout().contextWrite(authenticated("ada")),
                            shop.orders("ada").next(),
                            (checkout, orders) -> checkout + " " + orders);
                    return both.flatMap(before -> {
                                store.set("checkout", "false");
                                return both.map(after -> before + " " + after);
                            })
                            .flatMap(text -> exchange.getResponse()
                                    .writeWith(Mono.just(exchange.getResponse()
                                            .bufferFactory()
                                            .wrap(text.getBytes(StandardCharsets.UTF_8)))));
                })
                .run(context -> {
                    assertThat(answerOf(context)).isEqualTo("new new new new");
                    assertThat(answerOf(context)).isEqualTo("legacy legacy legacy legacy");
                });
    }

    private static Context authenticated(String user) {
        return ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken(user, "", "ROLE_USER"));
    }

    private static @Nullable String answerOf(ApplicationContext context) {
        return WebTestClient.bindToApplicationContext(context)
                .build()
                .get()
                .uri("/")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
