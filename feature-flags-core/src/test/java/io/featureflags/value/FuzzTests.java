package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.Source;
import io.featureflags.decision.Decision;
import io.featureflags.decision.FlagValue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever somebody writes into Redis has an answer, and soon. {@code -Dfuzz.seed=} with the seed of a failure tries the
 * same documents again, {@code -Dfuzz.documents=} another number of them.
 */
class FuzzTests {

    private static final int DOCUMENTS = Integer.getInteger("fuzz.documents", 1_000_000);

    private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());

    private static final int LONG_DOCUMENTS = 200;

    /** So many come first, as in an application that has run for a while. */
    private static final int WARM_UP = 50;

    private static final int LONG = 64 * 1024;

    private static final Duration SOON = Duration.ofMillis(50);

    /** A pause of the machine is not the parser's: the processor's time counts, and it would have to strike each time. */
    private static final int ATTEMPTS = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<EvaluationContext> CONTEXTS = List.of(
            EvaluationContext.anonymous(),
            EvaluationContext.of("ada").with("country", "DE").with("age", 10.5).with("v", "0.9.0"),
            EvaluationContext.of("😀").with("country", List.of("DE", 10)).with("at", "2026-01-01T00:00:00Z"));

    /** In the middle of the windows of the corpus. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-15T00:00:00Z"), ZoneOffset.UTC);

    /** What is required. */
    private static final Flag OTHER = new DecidedFlag("other", FlagValue.of(true));

    private final TextFlagValueParser parser = new TextFlagValueParser();

    @Test
    void anyTextHasAnAnswer() {
        System.out.println("FuzzTests seed " + SEED);
        Mutations mutations = new Mutations(SEED);
        int understood = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = mutations.next();
            try {
                understood += answers(text, true) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError ex) {
                throw new AssertionError("seed " + SEED + ", document " + i + ": " + text, ex);
            }
        }
        // Neither all nonsense nor all sense: else the test would try little.
        assertThat(understood).isBetween(DOCUMENTS / 20, DOCUMENTS * 19 / 20);
    }

    @Test
    void longTextHasAnAnswerSoon() {
        Mutations mutations = new Mutations(SEED);
        for (int i = 0; i < WARM_UP; i++) {
            answers(mutations.next(LONG), false);
        }
        long most = 0;
        for (int i = 0; i < LONG_DOCUMENTS; i++) {
            String text = mutations.next(LONG);
            long least = Long.MAX_VALUE;
            for (int attempt = 0; attempt < ATTEMPTS && least > SOON.toNanos(); attempt++) {
                long start = THREADS.getCurrentThreadCpuTime();
                answers(text, false);
                least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
            }
            most = Math.max(most, least);
            assertThat(Duration.ofNanos(least))
                    .as("seed %d, document %d of %d characters: %.100s", SEED, i, text.length(), text)
                    .isLessThan(SOON);
        }
        System.out.println("FuzzTests: 64 kB took " + TimeUnit.NANOSECONDS.toMicros(most) + " us at most");
    }

    /** Whether a text is understood; then it answers anybody. */
    private boolean answers(String text, boolean explained) {
        FlagValue value;
        try {
            value = parser.parse(text);
        } catch (InvalidFlagValueException ex) {
            assertThat(ex.getMessage()).isNotBlank().hasSizeLessThan(200).matches("\\p{Print}+");
            return false;
        }
        Decision decision = value.decisionFor("flag", name -> OTHER, CLOCK);
        for (EvaluationContext context : CONTEXTS) {
            boolean enabled = decision.isEnabled(context);
            assertThat(decision.evaluate(Source.REDIS, context).enabled()).isEqualTo(enabled);
            if (explained) { // For people, who wait longer than a call.
                assertThat(decision.explain(Source.REDIS, text, context).enabled())
                        .isEqualTo(enabled);
            }
        }
        assertThat(value.users()).allMatch(FuzzTests::canBeEncoded);
        return true;
    }

    private static boolean canBeEncoded(@Nullable String text) {
        return text != null && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private record DecidedFlag(String name, FlagValue value) implements Flag {

        @Override
        public boolean isEnabled(EvaluationContextProvider who) {
            return decision().isEnabled(who);
        }

        @Override
        public Evaluation evaluate(EvaluationContextProvider who) {
            return decision().evaluate(Source.REDIS, who);
        }

        @Override
        public Explanation explain(EvaluationContext context) {
            return decision().explain(Source.REDIS, "", context);
        }

        @Override
        public Flag withValue(@Nullable String text) {
            throw new UnsupportedOperationException();
        }

        private Decision decision() {
            return value.decisionFor(name, required -> this, CLOCK);
        }
    }
}
