package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.Flag;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.StoredValue;
import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The ladder: Redis, last known, application.yml, annotation, off. */
@ExtendWith(OutputCaptureExtension.class)
class FlagCacheTests {

    private static final EvaluationContextProvider ANNA = () -> EvaluationContext.of("anna");

    private final List<FeatureFlagChangedEvent> events = new ArrayList<>();

    private final SettableStore store = new SettableStore();

    private final KeptValues snapshot = new KeptValues();

    private final AtomicLong nanos = new AtomicLong();

    private final FlagCache cache = new FlagCache(
            Map.of(
                    "on_in_yml",
                    configured(true),
                    "off_in_yml",
                    configured(false),
                    "mentioned_in_yml",
                    configured(null)),
            store,
            new TextFlagValueParser(),
            new StartupWait(Duration.ofSeconds(5), System::nanoTime),
            snapshot,
            new ConcurrentHashMap<>(),
            nanos::get,
            Clock.systemUTC(),
            events::add);

    @BeforeEach
    void start() {
        cache.start();
    }

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
    void valueThatIsNotUnderstoodIsOffAndSaidOnce(CapturedOutput output) {
        store.set("on_in_yml", "yes, please\nINFO all is well " + "x".repeat(100));
        store.set("on_in_yml", "yes, please\nINFO all is well " + "x".repeat(100));
        cache.copy().storeLost(cache.copy().names());
        store.set("on_in_yml", "yes, please\nINFO all is well " + "x".repeat(100));

        assertThat(evaluate("on_in_yml")).isEqualTo(Evaluation.error("on_in_yml", Source.REDIS, ErrorCode.PARSE_ERROR));
        assertThat(output)
                .containsOnlyOnce("WARN")
                .contains(
                        "Feature flag 'on_in_yml': Test value of on_in_yml is not understood: a value must be true, false,"
                                + " a percentage such as 10%, or a JSON object. The flag is off until it is mended. The value is:"
                                + " yes, please?INFO all is well " + "x".repeat(51) + System.lineSeparator());
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
    void lossOfMostValuesAtOnceIsNoFlip(CapturedOutput output) {
        IntStream.range(0, 5).forEach(flag -> store.set("flag" + flag, "true"));

        store.delete("flag0", "flag1", "flag2");

        assertThat(evaluate("flag0")).isEqualTo(answer("flag0", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(output).containsOnlyOnce("3 of 5 feature flags are gone from the store at once");

        store.delete("flag0", "flag1", "flag2");
        assertThat(evaluate("flag0").source()).isEqualTo(Source.LAST_KNOWN);

        store.set("flag0", "false");
        assertThat(evaluate("flag0")).isEqualTo(answer("flag0", false, Reason.DISABLED, Source.REDIS));
        nanos.addAndGet(Duration.ofMillis(1001).toNanos());
        store.delete("flag0");
        assertThat(evaluate("flag0").errorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    }

    @Test
    void lossOfFewValuesIsMeant() {
        IntStream.range(0, 6).forEach(flag -> store.set("flag" + flag, "true"));

        store.delete("flag0", "flag1", "flag2");

        assertThat(evaluate("flag0").enabled()).isFalse();
    }

    @Test
    void deletionsOnRecordAreMeantHoweverManyAndAreNoPartOfALoss(CapturedOutput output) {
        IntStream.range(0, 6).forEach(flag -> store.set("flag" + flag, "true"));
        StoredValue deleted = new StoredValue.Absent(true);
        store.put(Map.of("flag0", deleted, "flag1", deleted, "flag2", deleted, "flag3", new StoredValue.Absent()));

        assertThat(IntStream.range(0, 4))
                .noneMatch(flag -> evaluate("flag" + flag).enabled());
        store.delete("flag4", "flag5");
        assertThat(IntStream.range(3, 6))
                .allMatch(flag -> evaluate("flag" + flag).source() == Source.LAST_KNOWN);
        assertThat(output).containsOnlyOnce("of 3 feature flags are gone from the store at once");
        store.put(Map.of("flag4", deleted));
        assertThat(evaluate("flag4").enabled()).isFalse();
    }

    @Test
    void valuesThatVanishOneAfterTheOtherWithinASecondAreALoss(CapturedOutput output) {
        IntStream.range(0, 5).forEach(flag -> store.set("flag" + flag, "true"));

        store.delete("flag0");
        assertThat(evaluate("flag0").enabled()).isFalse();
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        store.delete("flag1");
        store.delete("flag2");

        assertThat(evaluate("flag0")).isEqualTo(answer("flag0", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(evaluate("flag1")).isEqualTo(answer("flag1", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(evaluate("flag2")).isEqualTo(answer("flag2", true, Reason.STATIC, Source.LAST_KNOWN));
        IntStream.range(0, 3).forEach(flag -> store.set("flag" + flag, "false"));
        assertThat(output)
                .containsOnlyOnce("of 5 feature flags are gone from the store at once")
                .containsOnlyOnce("have all been set again");
    }

    @Test
    void lastOfAllThatVanishOneAfterTheOtherAreLostToo(CapturedOutput output) {
        IntStream.range(0, 5).forEach(flag -> store.set("flag" + flag, "true"));
        IntStream.range(0, 5).forEach(flag -> store.delete("flag" + flag));

        assertThat(IntStream.range(0, 5))
                .allMatch(flag -> evaluate("flag" + flag).source() == Source.LAST_KNOWN);
        assertThat(output).containsOnlyOnce("of 5 feature flags are gone from the store at once");
        IntStream.range(0, 5).forEach(flag -> store.set("flag" + flag, "true"));
        store.delete("flag0");
        assertThat(evaluate("flag0").enabled()).isFalse();
    }

    @Test
    void valuesThatAreDeletedOneAfterTheOtherInMoreTimeAreMeant() {
        IntStream.range(0, 5).forEach(flag -> store.set("flag" + flag, "true"));

        for (int flag = 0; flag < 5; flag++) {
            store.delete("flag" + flag);
            nanos.addAndGet(Duration.ofMillis(501).toNanos());
        }

        assertThat(IntStream.range(0, 5))
                .noneMatch(flag -> evaluate("flag" + flag).enabled());
    }

    @Test
    void storeThatThrewEverythingAwayIsNoFlipHoweverFewFlagsThereAre(CapturedOutput output) {
        store.set("off_in_yml", "true");
        cache.copy().dataLost();
        store.delete("off_in_yml");

        assertThat(evaluate("off_in_yml")).isEqualTo(answer("off_in_yml", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(output).containsOnlyOnce("1 of 1 feature flags are gone from the store at once");
        store.set("off_in_yml", "true");
        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.REDIS);
        store.delete("off_in_yml");
        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.CONFIGURATION);
    }

    @Test
    void storeThatStillHasEverythingHasLostNothing(CapturedOutput output) {
        store.set("off_in_yml", "true");
        cache.copy().dataLost();
        store.set("off_in_yml", "true");

        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.REDIS);
        assertThat(output).doesNotContain("WARN");
    }

    @Test
    void tellsWhichValuesHaveTurnedOutToBeOthers() {
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
    void lastKnownValuesAreKeptOutsideOfTheProcess() {
        store.set("off_in_yml", "true");
        store.set("brand_new", "10%");
        assertThat(snapshot.values()).containsOnly(Map.entry("off_in_yml", "true"), Map.entry("brand_new", "10%"));

        cache.copy().storeLost(cache.copy().names());
        store.delete("brand_new");
        assertThat(snapshot.values()).containsOnly(Map.entry("off_in_yml", "true"));
    }

    @Test
    void lastKnownValuesOfAnotherLifeAnswerUntilTheStoreDoes(CapturedOutput output) {
        snapshot.save(() -> Map.of("off_in_yml", "true", "gone", "true", "gone_too", "true", "also_gone", "true"));
        FlagCache reborn = new FlagCache(
                Map.of("off_in_yml", configured(false)),
                new AwayStore(),
                new TextFlagValueParser(),
                new StartupWait(Duration.ZERO, System::nanoTime),
                snapshot,
                new ConcurrentHashMap<>(),
                nanos::get,
                Clock.systemUTC(),
                events::add);
        reborn.start();
        assertThat(reborn.flag("off_in_yml").evaluate(ANNA))
                .isEqualTo(answer("off_in_yml", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(reborn.flag("gone").isEnabled(ANNA)).isTrue();

        // What was deleted while nobody ran is no loss.
        reborn.copy()
                .update(Map.of(
                        "off_in_yml", new StoredValue.Absent(),
                        "gone", new StoredValue.Absent(),
                        "gone_too", new StoredValue.Absent(),
                        "also_gone", new StoredValue.Absent()));

        assertThat(reborn.flag("off_in_yml").evaluate(ANNA).source()).isEqualTo(Source.CONFIGURATION);
        assertThat(reborn.flag("gone").isEnabled(ANNA)).isFalse();
        assertThat(output).doesNotContain("WARN");
    }

    @Test
    void noneOfManyValuesIsSaidTwiceInWhateverOrderTheyAreSet(CapturedOutput output) {
        long seed = System.nanoTime();
        System.out.println("FlagCacheTests seed " + seed);
        Random random = new Random(seed);
        List<String> values = IntStream.range(0, 200)
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
    void storeThatComesBackEmptyHasLostWhatWasKnownFromAnotherLife(CapturedOutput output) {
        snapshot.save(() -> Map.of("one", "true", "two", "true", "three", "true"));
        FlagCache reborn = new FlagCache(
                Map.of(),
                new AwayStore(),
                new TextFlagValueParser(),
                new StartupWait(Duration.ZERO, System::nanoTime),
                snapshot,
                new ConcurrentHashMap<>(),
                nanos::get,
                Clock.systemUTC(),
                events::add);
        reborn.start();

        reborn.copy().storeLost(reborn.copy().names());
        reborn.copy()
                .update(Map.of(
                        "one",
                        new StoredValue.Absent(),
                        "two",
                        new StoredValue.Absent(),
                        "three",
                        new StoredValue.Absent()));

        assertThat(reborn.flag("two").evaluate(ANNA)).isEqualTo(answer("two", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(output).containsOnlyOnce("3 of 3 feature flags are gone from the store at once");
    }

    @Test
    void namesThatAreMadeUpAndMayNotBeReadDoNotFillTheMemory(CapturedOutput output) {
        int before = cache.copy().names().size();
        for (int name = 0; name < 1000; name++) {
            store.put(Map.of("made_up_" + name, new StoredValue.Unreadable("NOPERM")));
        }

        assertThat(cache.copy().names()).hasSize(before);
        assertThat(output).doesNotContain("made_up");
    }

    @Test
    void unknownNameIsOffAndAskedForOnce() {
        for (int call = 0; call < 1000; call++) {
            assertThat(evaluate("unknown"))
                    .isEqualTo(Evaluation.error("unknown", Source.NONE, ErrorCode.FLAG_NOT_FOUND));
            assertThat(cache.flag("unknown").isEnabled(ANNA)).isFalse();
        }

        assertThat(store.loaded()).containsOnlyOnce("unknown");
        assertThat(cache.copy().names()).contains("unknown", "on_in_yml");
    }

    @Test
    void unknownNameIsKnownAsSoonAsItHasAValue() {
        assertThat(evaluate("late").enabled()).isFalse();

        store.set("late", "true");

        assertThat(evaluate("late")).isEqualTo(answer("late", true, Reason.STATIC, Source.REDIS));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "no such name", "a{b}"})
    @SuppressWarnings("NullAway") // What a caller without null checks may do.
    void nameOutsideTheGrammarIsOffAndNeverAskedFor(@Nullable String name) {
        int before = store.loaded().size();

        assertThat(cache.flag(name).evaluate(ANNA).errorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(store.loaded()).hasSize(before);
    }

    @Test
    void registeringANameOutsideTheGrammarIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache.register("no name", false))
                .withMessage("'name' must match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}, not 'no name'");
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
                .containsOnlyOnce(
                        "Feature flag 'rollout' is off for this call and every other whose user cannot be found")
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
        return cache.flag(flag).evaluate(ANNA);
    }

    private static Evaluation answer(String flag, boolean enabled, Reason reason, Source source) {
        return new Evaluation(flag, enabled, reason, source, null, null);
    }

    private static FlagConfiguration configured(@Nullable Boolean enabled) {
        return new FlagConfiguration(enabled, null, null, null, false);
    }
}
