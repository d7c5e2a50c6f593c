package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.StoredValue;
import io.featureflags.text.LogLimit;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Random sequences of events lead a flag and its {@link ReferenceFlag} to the same answers and the same changes. */
class CachedFlagModelTests {

    private static final int SEQUENCES = 2_000;

    private static final int EVENTS = 30;

    private static final List<EvaluationContext> USERS =
            List.of(EvaluationContext.of("anna"), EvaluationContext.of("ben"), EvaluationContext.anonymous());

    private static final List<StoredValue> VALUES = List.of(
            new StoredValue.Text("true"),
            new StoredValue.Text("false"),
            new StoredValue.Text("50%"),
            new StoredValue.Text("{\"users\": [\"anna\"]}"),
            new StoredValue.Text("nonsense"),
            new StoredValue.NoText("it is a list", "(list)"));

    private static final LoggingSystem LOGGING = LoggingSystem.get(CachedFlagModelTests.class.getClassLoader());

    @BeforeAll
    static void switchWarningsOff() {
        LOGGING.setLogLevel(FlagWarnings.class.getName(), LogLevel.OFF);
    }

    @AfterAll
    static void switchWarningsOn() {
        LOGGING.setLogLevel(FlagWarnings.class.getName(), null);
    }

    @Test
    void randomEventsLeadToTheAnswersOfTheModel() {
        long seed = new Random().nextLong();
        System.out.println("CachedFlagModelTests seed " + seed);
        Random random = new Random(seed);
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            Pair pair = new Pair(random);
            try {
                for (int event = 0; event < EVENTS; event++) {
                    pair.step();
                }
            } catch (AssertionError ex) {
                throw new AssertionError("seed " + seed + ", sequence " + sequence + ": " + pair.history, ex);
            }
        }
    }

    /** A flag and its model, which get the same events. */
    private static final class Pair {

        private final Random random;

        private final List<String> history = new ArrayList<>();

        /** Values that the flag has had. A data loss is detected with one of them. */
        private final List<InterpretedValue> earlier = new ArrayList<>();

        private final StartupLoader loader =
                new StartupLoader(new SilentStore(), new StartupWait(Duration.ZERO, System::nanoTime));

        private final CachedFlag flag;

        private final ReferenceFlag model;

        Pair(Random random) {
            this.random = random;
            ValueInterpreter interpreter = new ValueInterpreter(
                    new TextFlagValueParser(),
                    name -> {
                        throw new IllegalStateException("no flag is required");
                    },
                    Clock.systemUTC());
            FlagConfiguration configuration = configuration();
            flag = new CachedFlag(
                    "flag", configuration, interpreter, loader, new LogLimit(System::nanoTime), List.of());
            model = new ReferenceFlag("flag", configuration, interpreter, loader);
            assertSame(flag.answering, model.answering);
        }

        private @Nullable FlagConfiguration configuration() {
            int kind = random.nextInt(4);
            return kind == 0
                    ? null
                    : new FlagConfiguration(kind == 1 ? null : (Boolean) (kind == 2), null, null, null, false);
        }

        @SuppressWarnings("ReferenceEquality") // Another answering repeats warnings, even if it is equal.
        void step() {
            Answering flagBefore = flag.answering;
            Answering modelBefore = model.answering;
            String event = apply(random.nextInt(14));
            history.add(event);
            assertThat(flag.isPresent()).as("present").isEqualTo(model.isPresent());
            assertThat(flag.isVanished()).as("vanished").isEqualTo(model.isVanished());
            assertThat(flag.lastText()).as("text").isEqualTo(model.lastText());
            assertThat(flag.facts().vanished()).as("vanished").isEqualTo(model.isVanished());
            assertThat(flag.facts().current()).as("current").isEqualTo(model.isCurrent());
            assertThat(flag.ladder().value() == null).isEqualTo(model.lastValue() == null);
            assertThat(flag.answering != flagBefore).as("another answering").isEqualTo(model.answering != modelBefore);
            assertSame(flag.answering, model.answering);
            InterpretedValue value = flag.lastValue();
            if (value != null) {
                earlier.add(value);
            }
            if (random.nextInt(3) == 0) {
                assertSameEvaluations();
            }
        }

        private String apply(int event) {
            return switch (event) {
                case 0, 1, 2 -> accept(value());
                case 3, 4 -> accept(new StoredValue.Absent());
                case 5 -> accept(new StoredValue.Absent(true));
                case 6 -> accept(new StoredValue.Unreadable("NOPERM"));
                case 7 -> {
                    flag.markUnreadable();
                    model.markUnreadable();
                    yield "unreadable";
                }
                case 8 -> {
                    flag.markAtRisk();
                    model.markAtRisk();
                    yield "data loss reported";
                }
                case 9 -> keepLost();
                case 10 -> {
                    StoredValue text = VALUES.get(random.nextInt(5));
                    flag.restore(text, "snapshot");
                    model.restore(text);
                    yield "restored " + text;
                }
                case 11 -> {
                    flag.rememberAbsence();
                    model.rememberAbsence();
                    yield "absence remembered";
                }
                case 12 -> {
                    boolean enabled = random.nextBoolean();
                    flag.annotate(enabled);
                    model.annotate(enabled);
                    yield "annotated " + enabled;
                }
                default -> settle();
            };
        }

        private StoredValue value() {
            return VALUES.get(random.nextInt(VALUES.size()));
        }

        private String accept(StoredValue reading) {
            assertSameChange(flag.accept(reading, "place"), model.accept(reading));
            return reading.toString();
        }

        private String keepLost() {
            if (earlier.isEmpty()) {
                return "no data loss";
            }
            InterpretedValue value = earlier.get(random.nextInt(earlier.size()));
            // The data loss guard passes the object that the flag holds, and the model holds one of its own.
            InterpretedValue ofModel = value.equals(flag.lastValue()) ? model.lastValue() : value;
            assertSameChange(flag.keepLost(value), model.keepLost(ofModel == null ? value : ofModel));
            return "data loss detected, " + value.text();
        }

        private static void assertSameChange(@Nullable FlagChange ofFlag, @Nullable FlagChange ofModel) {
            assertThat(ofFlag == null).as("no change").isEqualTo(ofModel == null);
            if (ofFlag != null && ofModel != null) {
                assertThat(ofFlag.event()).isEqualTo(ofModel.event());
                assertThat(ofFlag.wasKnown()).as("was known").isEqualTo(ofModel.wasKnown());
                assertThat(ofFlag.wasCurrent()).as("was current").isEqualTo(ofModel.wasCurrent());
            }
        }

        /** Ends the start in some of the sequences, early or late. */
        private String settle() {
            boolean over = random.nextInt(4) == 0;
            if (over) {
                loader.endStart();
            }
            flag.settle();
            model.settle();
            return over ? "start over" : "settled";
        }

        private static void assertSame(Answering ofFlag, Answering ofModel) {
            assertThat(ofFlag).hasSameClassAs(ofModel);
            if (ofFlag instanceof Answering.Fixed) {
                assertThat(ofFlag).isEqualTo(ofModel);
            }
        }

        /** Evaluates for each user, also while checks have to wait for the first reading. */
        private void assertSameEvaluations() {
            Answering expected = model.awaited();
            for (EvaluationContext user : USERS) {
                Evaluation evaluation = expected instanceof Answering.PerCall perCall
                        ? perCall.decision().evaluate(perCall.source(), user)
                        : ((Answering.Fixed) expected).answer();
                assertThat(flag.evaluate(user)).isEqualTo(evaluation);
                assertThat(flag.isEnabled(user)).isEqualTo(evaluation.enabled());
            }
        }
    }
}
