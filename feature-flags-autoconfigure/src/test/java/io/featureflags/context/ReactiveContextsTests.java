package io.featureflags.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** The context of a subscription: the first one that is known. */
class ReactiveContextsTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private static final EvaluationContext BEN = EvaluationContext.of("ben");

    private static final EvaluationContext EVE = EvaluationContext.of("eve");

    private static final Context ADA_IN_VIEW = Context.of(EvaluationContext.class, ADA);

    private static final ReactiveContextProvider UNKNOWN = view -> Mono.empty();

    private final AtomicInteger calls = new AtomicInteger();

    private final EvaluationContextProvider fallback = () -> {
        calls.incrementAndGet();
        return EVE;
    };

    @Test
    void contextInReactorsContextComesFirst() {
        ReactiveContexts contexts = new ReactiveContexts(view -> Mono.just(BEN), fallback);

        assertThat(BoundContext.call(EVE, () -> contexts.contextOf(ADA_IN_VIEW)).block())
                .isEqualTo(ADA);
        assertThat(calls).hasValue(0);
    }

    @Test
    void boundContextOfTheSubscribingThreadComesSecond() {
        ReactiveContexts contexts = new ReactiveContexts(view -> Mono.just(BEN), fallback);
        Mono<EvaluationContext> context = Mono.deferContextual(contexts::contextOf);

        assertThat(BoundContext.call(ADA, () -> Objects.requireNonNull(context.block())))
                .isEqualTo(ADA);
        assertThat(context.block()).isEqualTo(BEN);
    }

    @Test
    void reactiveProviderComesThird() {
        ReactiveContexts contexts =
                new ReactiveContexts(view -> Mono.just(EvaluationContext.of(view.get("user"))), fallback);

        assertThat(contexts.contextOf(Context.of("user", "ben")).block()).isEqualTo(BEN);
        assertThat(calls).hasValue(0);
    }

    @Test
    void fallbackIsCalledOnlyByAFlagThatNeedsIt() {
        EvaluationContextProvider contextProvider = providerOf(UNKNOWN);
        assertThat(calls).hasValue(0);

        assertThat(contextProvider.currentContext()).isEqualTo(EVE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void failureIsThrownToAFlagThatNeedsTheUser() {
        RuntimeException failure = new IllegalStateException("no session");
        IOException checked = new IOException("no session");

        assertThat(catchThrowable(providerOf(view -> Mono.error(failure))::currentContext))
                .isSameAs(failure);
        assertThat(catchThrowable(providerOf(view -> Mono.error(checked))::currentContext))
                .hasCause(checked);
        assertThat(catchThrowable(providerOf(view -> {
                    throw failure;
                })::currentContext))
                .isSameAs(failure);
        assertThat(calls).hasValue(0);
    }

    @Test
    void contextOfReturnsTheError() {
        RuntimeException failure = new IllegalStateException("no session");
        ReactiveContexts contexts = new ReactiveContexts(view -> Mono.error(failure), fallback);

        assertThat(catchThrowable(() -> contexts.contextOf(Context.empty()).block()))
                .hasMessage("no session");
    }

    @Test
    void providerIsUnchangedIfNoAnswersAreKept() {
        ReactiveContexts contexts = new ReactiveContexts(UNKNOWN, fallback);

        assertThat(contexts.inRequest(Context.empty(), ADA)).isSameAs(ADA);
        assertThat(contexts.contextProviderOf(ADA_IN_VIEW).block()).isSameAs(ADA);
    }

    private EvaluationContextProvider providerOf(ReactiveContextProvider reactive) {
        return Objects.requireNonNull(new ReactiveContexts(reactive, fallback)
                .contextProviderOf(Context.empty())
                .block());
    }
}
