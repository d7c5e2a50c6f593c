package io.featureflags.decision;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.Source;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flags by their values, without a store: those that a decision may require. */
final class DecidedFlags {

    private final Map<String, Flag> flags = new HashMap<>();

    private final Clock clock;

    DecidedFlags() {
        this(Clock.systemUTC());
    }

    DecidedFlags(Clock clock) {
        this.clock = clock;
    }

    /** Gives a flag a value, as it may stand in Redis. */
    Decision put(String name, String value) {
        Decision decision = new TextFlagValueParser().parse(value).decisionFor(name, this::flag, clock);
        flags.put(name, new Decided(name, decision));
        return decision;
    }

    Flag flag(String name) {
        Flag flag = flags.get(name);
        return flag != null ? flag : new Unknown(name);
    }

    Evaluation evaluate(String name, EvaluationContextProvider who) {
        return flag(name).evaluate(who);
    }

    private record Decided(String name, Decision decision) implements Flag {

        @Override
        public boolean isEnabled(EvaluationContextProvider who) {
            return decision.isEnabled(who);
        }

        @Override
        public Evaluation evaluate(EvaluationContextProvider who) {
            return decision.evaluate(Source.REDIS, who);
        }

        @Override
        public Explanation explain(EvaluationContext context) {
            return decision.explain(Source.REDIS, "", context);
        }

        @Override
        public Flag withValue(@Nullable String value) {
            throw new UnsupportedOperationException();
        }
    }

    private record Unknown(String name) implements Flag {

        @Override
        public boolean isEnabled(EvaluationContextProvider who) {
            return false;
        }

        @Override
        public Evaluation evaluate(EvaluationContextProvider who) {
            return Evaluation.error(name, Source.NONE, ErrorCode.FLAG_NOT_FOUND);
        }

        @Override
        public Explanation explain(EvaluationContext context) {
            return Explanation.of(evaluate(context), null, null, List.of());
        }

        @Override
        public Flag withValue(@Nullable String value) {
            throw new UnsupportedOperationException();
        }
    }
}
