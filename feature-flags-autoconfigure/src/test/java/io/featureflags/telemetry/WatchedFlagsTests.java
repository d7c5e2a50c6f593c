package io.featureflags.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.Source;
import io.featureflags.spi.FlagRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever watches is told of each answer, under a bounded number of names. */
class WatchedFlagsTests {

    private static final EvaluationContextProvider NOBODY = EvaluationContext::anonymous;

    private final Set<String> exist = ConcurrentHashMap.newKeySet();

    private final Map<String, Integer> told = new TreeMap<>();

    private final FlagRegistry flags = WatchedFlags.around(
            new Registry(), List.of(flag -> answer -> told.merge(flag, answer.enabled() ? 100 : 1, Integer::sum)));

    /** Flags are on if they exist. */
    private final class Registry implements FlagRegistry {

        @Override
        public Flag flag(String name) {
            return new Known(String.valueOf(name));
        }

        @Override
        public Flag register(String name, boolean enabledByDefault) {
            exist.add(name);
            return flag(name);
        }
    }

    private final class Known implements Flag {

        private final String name;

        Known(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isEnabled(EvaluationContextProvider who) {
            return evaluate(who).enabled();
        }

        @Override
        public Evaluation evaluate(EvaluationContextProvider who) {
            return exist.contains(name)
                    ? Evaluation.byDefault(name, true, Source.CONFIGURATION)
                    : Evaluation.error(name, Source.NONE, ErrorCode.FLAG_NOT_FOUND);
        }

        @Override
        public Explanation explain(EvaluationContext context) {
            return Explanation.of(evaluate(context), null, "explained", List.of());
        }

        @Override
        public Flag withValue(@Nullable String value) {
            return new Known(name + value);
        }
    }

    @Test
    void everyAnswerIsToldHoweverTheFlagIsAsked() {
        Flag registered = flags.register("checkout", false);
        exist.add("asked_by_name");

        assertThat(registered.isEnabled(NOBODY)).isTrue();
        assertThat(flags.flag("checkout").isEnabled(NOBODY)).isTrue();
        assertThat(flags.flag("asked_by_name").evaluate(NOBODY).enabled()).isTrue();
        assertThat(flags.flag("asked_by_name").isEnabled(NOBODY)).isTrue();

        assertThat(told).isEqualTo(Map.of("checkout", 200, "asked_by_name", 200));
        assertThat(flags.flag("checkout")).isSameAs(flags.flag("checkout"));
    }

    @Test
    void explainingAndTryingIsNoAnswer() {
        Flag flag = flags.register("checkout", false);

        assertThat(flag.name()).isEqualTo("checkout");
        assertThat(flag.explain(EvaluationContext.anonymous()).value()).isEqualTo("explained");
        assertThat(flag.withValue("-tried").name()).isEqualTo("checkout-tried");
        assertThat(told).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // That of a caller who does not mind.
    void namesThatNobodyKnowsAreOneAndGetTheirNameWhenTheyAreKnown() {
        for (int i = 0; i < 5; i++) {
            flags.flag("made_up_" + i).isEnabled(NOBODY);
        }
        flags.flag(null).isEnabled(NOBODY);
        Flag kept = flags.flag("made_up_3");
        exist.add("made_up_3");
        kept.isEnabled(NOBODY);
        flags.flag("made_up_3").isEnabled(NOBODY);

        assertThat(told).isEqualTo(Map.of(EvaluationWatch.OTHERS, 6, "made_up_3", 200));
    }

    @Test
    void flagsBeyondTheBoundAreToldAsOne() {
        List<Flag> registered = new ArrayList<>();
        for (int i = 0; i < 1010; i++) {
            registered.add(flags.register("flag_" + i, false));
        }
        registered.forEach(flag -> flag.isEnabled(NOBODY));
        exist.add("late");
        flags.flag("late").isEnabled(NOBODY);

        assertThat(told).hasSize(1001).containsEntry(EvaluationWatch.OTHERS, 1100);
    }

    @Test
    void severalAreToldInTheirOrderAndWithNobodyToTellNothingIsAround() {
        List<String> order = new ArrayList<>();
        FlagRegistry bare = new Registry();
        FlagRegistry both = WatchedFlags.around(
                bare, List.of(flag -> answer -> order.add("first"), flag -> answer -> order.add("second")));

        both.register("checkout", false).isEnabled(NOBODY);

        assertThat(order).containsExactly("first", "second");
        assertThat(WatchedFlags.around(bare, List.of())).isSameAs(bare);
    }
}
