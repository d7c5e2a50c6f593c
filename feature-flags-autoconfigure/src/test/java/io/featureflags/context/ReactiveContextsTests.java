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

/** Who is asking in a subscription: the first who is known. */
class ReactiveContextsTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private static final EvaluationContext BEN = EvaluationContext.of("ben");

    private static final EvaluationContext EVE = EvaluationContext.of("eve");

    private static final Context ADA_IN_VIEW = Context.of(EvaluationContext.class, ADA);

    private static final ReactiveContextProvider UNKNOWN = view -> Mono.empty();

    private final AtomicInteger asked = new AtomicInteger();

    private final EvaluationContextProvider last = () -> {
        asked.incrementAndGet();
        return EVE;
    };

    @Test
    void contextInReactorsContextComesFirst() {
        ReactiveContexts contexts = new ReactiveContexts(view -> Mono.just(BEN), last);

        assertThat(BoundContext.call(EVE, () -> contexts.contextOf(ADA_IN_VIEW)).block())
                .isEqualTo(ADA);
        assertThat(asked).hasValue(0);
    }

    @Test
    void thenThatOfTheThreadThatSubscribes() {
        ReactiveContexts contexts = new ReactiveContexts(view -> Mono.just(BEN), last);
        Mono<EvaluationContext> who = Mono.deferContextual(contexts::contextOf);

        assertThat(BoundContext.call(ADA, () -> Objects.requireNonNull(who.block())))
                .isEqualTo(ADA);
        assertThat(who.block()).isEqualTo(BEN);
    }

    @Test
    void thenWhatTheReactiveProviderSays() {
        ReactiveContexts contexts =
                new ReactiveContexts(view -> Mono.just(EvaluationContext.of(view.get("user"))), last);

        assertThat(contexts.contextOf(Context.of("user", "ben")).block()).isEqualTo(BEN);
        assertThat(asked).hasValue(0);
    }

    @Test
    void lastProviderIsAskedOnlyByAFlagThatNeedsIt() {
        EvaluationContextProvider who = who(UNKNOWN);
        assertThat(asked).hasValue(0);

        assertThat(who.currentContext()).isEqualTo(EVE);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatGoesWrongIsThrownToTheFlagThatNeedsTheUser() {
        RuntimeException failure = new IllegalStateException("no session");
        IOException checked = new IOException("no session");

        assertThat(catchThrowable(who(view -> Mono.error(failure))::currentContext))
                .isSameAs(failure);
        assertThat(catchThrowable(who(view -> Mono.error(checked))::currentContext))
                .hasCause(checked);
        assertThat(catchThrowable(who(view -> {
                    throw failure;
                })::currentContext))
                .isSameAs(failure);
        assertThat(asked).hasValue(0);
    }

    @Test
    void whoWantsAContextInAnyCaseGetsTheError() {
        RuntimeException failure = new IllegalStateException("no session");
        ReactiveContexts contexts = new ReactiveContexts(view -> Mono.error(failure), last);

        assertThat(catchThrowable(() -> contexts.contextOf(Context.empty()).block()))
                .hasMessage("no session");
    }

    @Test
    void withoutKeptAnswersNobodyAsksWithinARequest() {
        ReactiveContexts contexts = new ReactiveContexts(UNKNOWN, last);

        assertThat(contexts.inRequest(Context.empty(), ADA)).isSameAs(ADA);
        assertThat(contexts.whoIsAsking(ADA_IN_VIEW).block()).isSameAs(ADA);
    }

    private EvaluationContextProvider who(ReactiveContextProvider reactive) {
        return Objects.requireNonNull(new ReactiveContexts(reactive, last)
                .whoIsAsking(Context.empty())
                .block());
    }
}
