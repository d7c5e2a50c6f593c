package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundContextTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private static final EvaluationContext BEN = EvaluationContext.of("ben");

    private final List<@Nullable EvaluationContext> seen = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        assertThat(BoundContext.current()).isNull();
    }

    @Test
    void isBoundWithinTheBlockOnly() {
        see();
        BoundContext.run(ADA, this::see);
        see();

        assertThat(seen).containsExactly(null, ADA, null);
    }

    @Test
    void innerBlockWinsAndTheOuterOneIsRestored() {
        BoundContext.run(ADA, () -> {
            see();
            BoundContext.run(BEN, this::see);
            see();
            BoundContext.run(EvaluationContext.anonymous(), this::see);
            see();
        });

        assertThat(seen).containsExactly(ADA, BEN, ADA, EvaluationContext.anonymous(), ADA);
    }

    @Test
    void whatTheBlockReturnsGoesToTheCaller() {
        assertThat(BoundContext.call(ADA, () -> "for " + BoundContext.current()))
                .isEqualTo("for " + ADA);
    }

    @Test
    void whatTheBlockThrowsGoesToTheCallerAndTheOuterContextIsRestored() {
        IOException checked = new IOException("checked");
        Error error = new AssertionError("error");
        BoundContext.run(ADA, () -> {
            assertThat(catchThrowable(() -> BoundContext.call(BEN, () -> {
                        throw checked;
                    })))
                    .isSameAs(checked);
            see();
            assertThat(catchThrowable(() -> BoundContext.run(BEN, () -> {
                        throw error;
                    })))
                    .isSameAs(error);
            see();
        });

        assertThat(seen).containsExactly(ADA, ADA);
    }

    @Test
    void filterBindsUntilItBindsWhatWasBefore() {
        assertThat(BoundContext.replace(ADA)).isNull();
        EvaluationContext outer = BoundContext.replace(BEN);
        assertThat(outer).isEqualTo(ADA);
        assertThat(BoundContext.current()).isEqualTo(BEN);
        assertThat(BoundContext.replace(outer)).isEqualTo(BEN);
        assertThat(BoundContext.replace(null)).isEqualTo(ADA);
    }

    @Test
    void noOtherThreadGetsItNotEvenOneStartedWithinTheBlock() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            // Starts the pool's thread, which would inherit an inheritable one.
            assertThat(BoundContext.call(ADA, () -> pool.submit(BoundContext::current))
                            .get())
                    .isNull();
            pool.submit(() -> BoundContext.run(BEN, () -> {})).get();
            assertThat(pool.submit(BoundContext::current).get()).isNull();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void otherProviderIsAskedOnlyWhereNothingIsBound() {
        EvaluationContextProvider failing = () -> {
            throw new IllegalStateException("asked");
        };

        assertThat(BoundContext.orElse(BEN).currentContext()).isEqualTo(BEN);
        assertThat(BoundContext.call(ADA, () -> BoundContext.orElse(failing).currentContext()))
                .isEqualTo(ADA);
    }

    @Test
    @SuppressWarnings("NullAway") // What the compiler would refuse.
    void nullIsNobodyToBind() {
        assertThatNullPointerException()
                .isThrownBy(() -> BoundContext.run(null, this::see))
                .withMessage("'context' must not be null");
        assertThat(seen).isEmpty();
    }

    private void see() {
        seen.add(BoundContext.current());
    }
}
