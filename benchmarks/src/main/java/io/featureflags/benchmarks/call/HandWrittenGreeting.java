package io.featureflags.benchmarks.call;

import io.featureflags.FeatureFlags;
import java.util.List;

/** An {@code if} in place of the annotation. */
class HandWrittenGreeting implements GreetingService {

    private final String answer = NEW;

    private final String legacyAnswer = LEGACY;

    private final FeatureFlags flags;

    private final String flag;

    HandWrittenGreeting(FeatureFlags flags, String flag) {
        this.flags = flags;
        this.flag = flag;
    }

    static List<GreetingService> of(FeatureFlags flags) {
        return List.of(
                new FirstGreeting(flags),
                new SecondGreeting(flags),
                new ThirdGreeting(flags),
                new FourthGreeting(flags));
    }

    @Override
    public String greet(String name) {
        return flags.isEnabled(flag) ? answer : legacyAnswer;
    }

    private static final class FirstGreeting extends HandWrittenGreeting {
        FirstGreeting(FeatureFlags flags) {
            super(flags, "greeting1");
        }
    }

    private static final class SecondGreeting extends HandWrittenGreeting {
        SecondGreeting(FeatureFlags flags) {
            super(flags, "greeting2");
        }
    }

    private static final class ThirdGreeting extends HandWrittenGreeting {
        ThirdGreeting(FeatureFlags flags) {
            super(flags, "greeting3");
        }
    }

    private static final class FourthGreeting extends HandWrittenGreeting {
        FourthGreeting(FeatureFlags flags) {
            super(flags, "greeting4");
        }
    }
}
