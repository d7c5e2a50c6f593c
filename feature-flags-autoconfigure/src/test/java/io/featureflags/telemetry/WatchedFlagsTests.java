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

/** Each answer is reported, under a bounded number of names. */
class WatchedFlagsTests {

    private static final EvaluationContextProvider ANONYMOUS = EvaluationContext::anonymous;

    private final Set<String> existing = ConcurrentHashMap.newKeySet();

    private final Map<String, Integer> reported = new TreeMap<>();

    private final FlagRegistry flags = WatchedFlags.around(
            new Registry(), List.of(flag -> answer -> reported.merge(flag, answer.enabled() ? 100 : 1, Integer::sum)));

    /** Registry whose flags are on if they exist. */
    private final class Registry implements FlagRegistry {

        @Override
        public Flag flag(String name) {
            return new Known(String.valueOf(name));
        }

        @Override
        public Flag register(String name, boolean enabledByDefault) {
            existing.add(name);
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
        public boolean isEnabled(EvaluationContextProvider contextProvider) {
            return evaluate(contextProvider).enabled();
        }

        @Override
        public Evaluation evaluate(EvaluationContextProvider contextProvider) {
            return existing.contains(name)
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
    void reportsEveryAnswerOfHandlesAndNames() {
        Flag registered = flags.register("checkout", false);
        existing.add("only_by_name");

        assertThat(registered.isEnabled(ANONYMOUS)).isTrue();
        assertThat(flags.flag("checkout").isEnabled(ANONYMOUS)).isTrue();
        assertThat(flags.flag("only_by_name").evaluate(ANONYMOUS).enabled()).isTrue();
        assertThat(flags.flag("only_by_name").isEnabled(ANONYMOUS)).isTrue();

        assertThat(reported).isEqualTo(Map.of("checkout", 200, "only_by_name", 200));
        assertThat(flags.flag("checkout")).isSameAs(flags.flag("checkout"));
    }

    @Test
    void doesNotReportExplanationsAndPreviews() {
        Flag flag = flags.register("checkout", false);

        assertThat(flag.name()).isEqualTo("checkout");
        assertThat(flag.explain(EvaluationContext.anonymous()).value()).isEqualTo("explained");
        assertThat(flag.withValue("-preview").name()).isEqualTo("checkout-preview");
        assertThat(reported).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // As from a caller without null checks.
    void reportsUnknownNamesAsOneUntilTheyAreKnown() {
        for (int i = 0; i < 5; i++) {
            flags.flag("made_up_" + i).isEnabled(ANONYMOUS);
        }
        flags.flag(null).isEnabled(ANONYMOUS);
        Flag kept = flags.flag("made_up_3");
        existing.add("made_up_3");
        kept.isEnabled(ANONYMOUS);
        flags.flag("made_up_3").isEnabled(ANONYMOUS);

        assertThat(reported).isEqualTo(Map.of(EvaluationWatch.OTHERS, 6, "made_up_3", 200));
    }

    @Test
    void reportsFlagsBeyondTheBoundAsOne() {
        List<Flag> registered = new ArrayList<>();
        for (int i = 0; i < 1010; i++) {
            registered.add(flags.register("flag_" + i, false));
        }
        registered.forEach(flag -> flag.isEnabled(ANONYMOUS));
        existing.add("late");
        flags.flag("late").isEnabled(ANONYMOUS);

        assertThat(reported).hasSize(1001).containsEntry(EvaluationWatch.OTHERS, 1100);
    }

    @Test
    void reportsInOrderAndWrapsNothingWithoutWatches() {
        List<String> order = new ArrayList<>();
        FlagRegistry bare = new Registry();
        FlagRegistry both = WatchedFlags.around(
                bare, List.of(flag -> answer -> order.add("first"), flag -> answer -> order.add("second")));

        both.register("checkout", false).isEnabled(ANONYMOUS);

        assertThat(order).containsExactly("first", "second");
        assertThat(WatchedFlags.around(bare, List.of())).isSameAs(bare);
    }
}
