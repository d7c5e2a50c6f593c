package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.spi.StoredValue;
import io.featureflags.testing.SettableClock;
import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Values that depend on the time, on other flags or on attributes, in the local copy. */
@ExtendWith(OutputCaptureExtension.class)
class TargetingTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private final List<FeatureFlagChangedEvent> events = new ArrayList<>();

    private final SettableStore store = new SettableStore();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T23:59:59.999Z"));

    private final MemorySnapshot snapshot = new MemorySnapshot();

    private final FlagCache cache = new FlagCache(
            Map.of(),
            new CachePorts(store, new TextFlagValueParser(), snapshot, events::add),
            new StartupWait(Duration.ofSeconds(5), System::nanoTime),
            new NamesAtRunTime(10_000, null),
            System::nanoTime,
            clock);

    @Test
    void windowOpensAndClosesWithoutANewValue() {
        cache.start();
        store.set("flag", "{\"from\": \"2026-12-01T00:00:00Z\", \"until\": \"2027-01-01T00:00:00Z\"}");

        assertThat(evaluate("flag").reason()).isEqualTo(Reason.DISABLED);
        clock.now = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(evaluate("flag")).isEqualTo(new Evaluation("flag", true, Reason.STATIC, Source.REDIS, null, null));
        clock.now = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(evaluate("flag").detail()).isEqualTo("closed: 'until' has passed");
        cache.copy().storeLost(cache.copy().names());
        assertThat(evaluate("flag").source()).isEqualTo(Source.LAST_KNOWN);
    }

    @Test
    void requiredFlagsAreReadBeforeTheStartIsOver() {
        store.set("flag", "{\"requires\": [\"middle\"]}");
        store.set("middle", "{\"requires\": [\"last\"]}");
        store.set("last", "true");
        cache.register("flag", false);

        cache.start();

        assertThat(store.loaded()).containsExactly("flag", "middle", "last");
        assertThat(evaluate("flag").enabled()).isTrue();
        store.set("last", "false");
        assertThat(evaluate("flag")).isEqualTo(disabled("requires 'middle', which is off"));
        store.delete("last");
        assertThat(evaluate("middle"))
                .isEqualTo(new Evaluation(
                        "middle",
                        false,
                        Reason.DISABLED,
                        Source.REDIS,
                        null,
                        null,
                        "requires 'last', which is unknown"));
    }

    @Test
    void flagsThatALastKnownValueRequiresAreReadToo() {
        snapshot.save(() -> Map.of("flag", "{\"requires\": [\"other\", \"no such name\"]}"));
        store.set("flag", "{\"requires\": [\"other\"]}");
        store.set("other", "true");

        cache.start();

        assertThat(store.loaded()).contains("other").doesNotContain("no such name");
        assertThat(evaluate("flag").enabled()).isTrue();
    }

    @Test
    void unknownRequiredFlagIsReadOnce() {
        cache.start();
        store.set("flag", "{\"requires\": [\"missing\"]}");

        for (int call = 0; call < 100; call++) {
            assertThat(evaluate("flag")).isEqualTo(disabled("requires 'missing', which is unknown"));
        }
        assertThat(store.loaded()).containsOnlyOnce("missing");
        store.set("missing", "true");
        assertThat(evaluate("flag").enabled()).isTrue();
    }

    @Test
    void circleIsOffForAllOfIt() {
        cache.start();
        store.set("flag", "{\"requires\": [\"b\"]}");
        store.set("b", "{\"requires\": [\"flag\"]}");

        assertThat(evaluate("flag")).isEqualTo(disabled("requires 'b', whose requirements form a cycle"));
        assertThat(cache.flag("b").isEnabled(ADA)).isFalse();
    }

    @Test
    void requiredFlagGetsTheSameContextAndItsFailureIsItsOwn(CapturedOutput output) {
        cache.start();
        store.set("adas", "{\"users\": [\"ada\"]}");
        store.set("flag", "{\"requires\": [\"adas\"]}");
        EvaluationContextProvider failing = () -> {
            throw new IllegalStateException("no session");
        };

        assertThat(evaluate("flag").enabled()).isTrue();
        assertThat(cache.flag("flag").evaluate(EvaluationContext.of("bob")).enabled())
                .isFalse();
        assertThat(cache.flag("flag").evaluate(failing)).isEqualTo(disabled("requires 'adas', which is off"));
        assertThat(output).containsOnlyOnce("WARN").contains("Feature flag 'adas' is off for every call");
    }

    @Test
    void oddProvidersAndAttributesNeverThrow() {
        cache.start();
        store.set(
                "flag", "{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"in\", \"values\": [\"x\"]}]}]}");
        List<Object> lazy = new AbstractList<>() {

            @Override
            public Object get(int index) {
                throw new IllegalStateException("no session");
            }

            @Override
            public int size() {
                return 1;
            }
        };

        assertThat(cache.flag("flag").evaluate(() -> ADA.with("a", lazy)))
                .isEqualTo(Evaluation.error("flag", Source.REDIS, ErrorCode.INVALID_CONTEXT));
        assertThat(cache.flag("flag").isEnabled(() -> ADA.with("a", lazy))).isFalse();
        assertThat(isEnabledByNull("flag")).isFalse();
        assertThat(evaluate("flag").enabled()).isFalse();
        assertThat(cache.flag("flag").isEnabled(ADA.with("a", "x"))).isTrue();
    }

    @Test
    void unknownOperatorIsLoggedOncePerValue(CapturedOutput output) {
        cache.start();
        String rule = "{\"if\": [{\"attribute\": \"a\", \"operator\": \"likes\\n%s\"}]}";
        String value = IntStream.range(0, 5).mapToObj(rule::formatted).toList().toString();

        for (int reading = 0; reading < 3; reading++) {
            store.set("flag", "{\"rules\": " + value + "}");
            cache.copy().storeLost(cache.copy().names());
            assertThat(evaluate("flag").reason()).isEqualTo(Reason.STATIC);
        }

        assertThat(output)
                .containsOnlyOnce("WARN")
                .contains(
                        "Feature flag 'flag': Test value of flag: the operator of condition 1 in rule 1 is unknown, so"
                                + " that the rule never matches; the operator")
                .contains("in rule 3 is unknown, so that the rule never matches; and 2 more of these. The value is: ");
        store.set("flag", "{\"rules\": " + value + ", \"percentage\": 0}");
        assertThat(output.getOut().split("WARN", -1)).hasSize(3);
    }

    @Test
    void unknownFieldsOfAValueAreKept() {
        cache.start();
        String value = "{\"percentage\": 10, \"segments\": {\"b\": [1.50, \"\\u00e4\"]}}";
        store.set("flag", value);

        assertThat(snapshot.values()).containsEntry("flag", value);
        cache.copy().update(Map.of("flag", new StoredValue.Unreadable("NOPERM")));
        assertThat(snapshot.values()).containsEntry("flag", value);
    }

    @SuppressWarnings("NullAway") // A provider without null checks may return null.
    private boolean isEnabledByNull(String flag) {
        return cache.flag(flag).isEnabled(() -> null) || cache.flag(flag).isEnabled(null);
    }

    private Evaluation evaluate(String flag) {
        return cache.flag(flag).evaluate(ADA);
    }

    private static Evaluation disabled(String detail) {
        return new Evaluation("flag", false, Reason.DISABLED, Source.REDIS, null, null, detail);
    }
}
