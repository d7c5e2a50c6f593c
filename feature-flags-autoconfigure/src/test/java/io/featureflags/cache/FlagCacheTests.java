package io.featureflags.cache;

import static io.featureflags.cache.FlagCacheFixture.ANNA;
import static io.featureflags.cache.FlagCacheFixture.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.spi.StoredValue;
import io.featureflags.testing.SettableStore;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The ladder: value in Redis, last known value, application.yml, annotation, off. */
@ExtendWith(OutputCaptureExtension.class)
class FlagCacheTests {

    private final FlagCacheFixture fixture = new FlagCacheFixture();

    private final SettableStore store = fixture.store;

    private final FlagCache cache = fixture.cache;

    @Test
    void configurationAnswersWithoutAValue() {
        assertThat(evaluate("on_in_yml")).isEqualTo(Evaluation.byDefault("on_in_yml", true, Source.CONFIGURATION));
        assertThat(evaluate("off_in_yml")).isEqualTo(Evaluation.byDefault("off_in_yml", false, Source.CONFIGURATION));
        assertThat(evaluate("mentioned_in_yml"))
                .isEqualTo(Evaluation.byDefault("mentioned_in_yml", false, Source.NONE));
    }

    @Test
    void annotationAnswersBelowConfiguration() {
        cache.register("on_in_code", true);
        cache.register("off_in_yml", true);
        cache.register("mentioned_in_yml", true);

        assertThat(evaluate("on_in_code")).isEqualTo(Evaluation.byDefault("on_in_code", true, Source.ANNOTATION));
        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.CONFIGURATION);
        assertThat(evaluate("mentioned_in_yml"))
                .isEqualTo(Evaluation.byDefault("mentioned_in_yml", true, Source.ANNOTATION));
    }

    @Test
    void ofSeveralAnnotationsOffWins() {
        cache.register("disputed", true);
        cache.register("disputed", false);
        cache.register("disputed", true);

        assertThat(evaluate("disputed").enabled()).isFalse();
    }

    @Test
    void valueOfTheStoreWinsOverAll() {
        store.set("off_in_yml", "true");
        store.set("on_in_yml", "false");

        assertThat(evaluate("off_in_yml")).isEqualTo(answer("off_in_yml", true, Reason.STATIC, Source.REDIS));
        assertThat(evaluate("on_in_yml")).isEqualTo(answer("on_in_yml", false, Reason.DISABLED, Source.REDIS));
    }

    @Test
    void deletedFlagGoesBackToConfiguration() {
        store.set("on_in_yml", "false");
        store.delete("on_in_yml");

        assertThat(evaluate("on_in_yml")).isEqualTo(Evaluation.byDefault("on_in_yml", true, Source.CONFIGURATION));
    }

    @Test
    void lastKnownValueLastsAsLongAsTheStoreIsAway() {
        store.set("off_in_yml", "true");
        cache.copy().storeLost(cache.copy().names());

        assertThat(evaluate("off_in_yml")).isEqualTo(answer("off_in_yml", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(evaluate("on_in_yml").source()).isEqualTo(Source.CONFIGURATION);

        store.set("off_in_yml", "true");
        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.REDIS);
    }

    @Test
    void handleFollowsTheStore() {
        Flag flag = cache.register("handle", false);

        store.set("handle", "{\"users\": [\"anna\"]}");
        assertThat(flag.isEnabled(ANNA)).isTrue();
        assertThat(flag.isEnabled(EvaluationContext::anonymous)).isFalse();
        store.set("handle", "false");
        assertThat(flag.isEnabled(ANNA)).isFalse();
        assertThat(flag.name()).isEqualTo("handle");
    }

    @Test
    void valueThatIsNotUnderstoodIsOffAndLoggedOnce(CapturedOutput output) {
        store.set("on_in_yml", "yes, please\nINFO all is well " + "x".repeat(100));
        store.set("on_in_yml", "yes, please\nINFO all is well " + "x".repeat(100));
        cache.copy().storeLost(cache.copy().names());
        store.set("on_in_yml", "yes, please\nINFO all is well " + "x".repeat(100));

        assertThat(evaluate("on_in_yml")).isEqualTo(Evaluation.error("on_in_yml", Source.REDIS, ErrorCode.PARSE_ERROR));
        assertThat(output)
                .containsOnlyOnce("WARN")
                .contains(
                        "Feature flag 'on_in_yml': Test value of on_in_yml is not understood: a value must be true, false,"
                                + " a percentage such as 10%, or a JSON object. The flag is off until the value is fixed."
                                + " The value is: yes, please?INFO all is well " + "x".repeat(51)
                                + System.lineSeparator());
    }

    @Test
    void valueThatIsNoTextIsOff(CapturedOutput output) {
        store.put(Map.of("on_in_yml", new StoredValue.NoText("it is not valid UTF-8", "tr\ufffde")));

        assertThat(evaluate("on_in_yml").errorCode()).isEqualTo(ErrorCode.PARSE_ERROR);
        assertThat(output).contains("is not understood: it is not valid UTF-8.");
    }

    @Test
    void valueThatCannotBeReadLeavesTheLastKnownOne(CapturedOutput output) {
        store.set("off_in_yml", "true");
        for (int reading = 0; reading < 3; reading++) {
            store.put(Map.of("off_in_yml", new StoredValue.Unreadable("WRONGTYPE")));
            store.put(Map.of("on_in_yml", new StoredValue.Unreadable("NOPERM")));
        }

        assertThat(evaluate("off_in_yml")).isEqualTo(answer("off_in_yml", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(evaluate("on_in_yml").source()).isEqualTo(Source.CONFIGURATION);
        assertThat(output)
                .containsOnlyOnce("Test value of off_in_yml cannot be read: WRONGTYPE.")
                .containsOnlyOnce("Test value of on_in_yml cannot be read: NOPERM.");
    }

    @Test
    void updateReturnsTheFlagsWhoseCurrentValueHasChanged() {
        store.set("off_in_yml", "true");

        assertThat(cache.copy().update(Map.of("off_in_yml", new StoredValue.Text("true"))))
                .isEmpty();
        assertThat(cache.copy().update(Map.of("off_in_yml", new StoredValue.Text("false"))))
                .containsExactly("off_in_yml");
        cache.copy().storeLost(cache.copy().names());
        assertThat(cache.copy().update(Map.of("off_in_yml", new StoredValue.Text("true"))))
                .isEmpty();
        assertThat(cache.copy().update(Map.of("brand_new", new StoredValue.Text("true"))))
                .isEmpty();
    }

    @Test
    void noneOfManyValuesIsLoggedTwiceInAnyOrder(CapturedOutput output) {
        long seed = System.nanoTime();
        System.out.println("FlagCacheTests seed " + seed);
        Random random = new Random(seed);
        List<String> values = IntStream.range(0, 10) // As many as are logged within a minute.
                .mapToObj(value -> (random.nextBoolean() ? "{\"users\": " : "maybe ") + value)
                .toList();
        cache.register("odd", false);
        cache.start();

        for (int set = 0; set < 2000; set++) {
            store.set("odd", values.get(random.nextInt(values.size())));
        }
        values.forEach(value -> store.set("odd", value));

        assertThat(output.getAll().lines().filter(line -> line.contains("WARN")))
                .hasSize(values.size())
                .doesNotHaveDuplicates();
    }

    @Test
    void failingContextProviderIsAnErrorOfTheEvaluation(CapturedOutput output) {
        store.set("rollout", "10%");
        EvaluationContextProvider failing = () -> {
            throw new IllegalStateException("no session");
        };

        for (int call = 0; call < 100; call++) {
            assertThat(cache.flag("rollout").evaluate(failing))
                    .isEqualTo(Evaluation.error("rollout", Source.REDIS, ErrorCode.INVALID_CONTEXT));
        }
        assertThat(output)
                .containsOnlyOnce("Feature flag 'rollout' is off for every call whose user cannot be determined")
                .contains("no session");
    }

    @Test
    void stoppedCacheKeepsItsValuesAndCanBeStartedAgain() {
        store.set("off_in_yml", "true");

        cache.stop();
        assertThat(cache.isRunning()).isFalse();
        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.LAST_KNOWN);

        cache.start();
        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.REDIS);
    }

    private Evaluation evaluate(String flag) {
        return fixture.evaluate(flag);
    }
}
