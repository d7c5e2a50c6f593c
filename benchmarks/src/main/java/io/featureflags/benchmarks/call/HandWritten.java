package io.featureflags.benchmarks.call;

import io.featureflags.FeatureFlags;
import java.util.List;

/** An {@code if}, as one writes it without an annotation. */
class HandWritten implements Greeting {

    private final String answer = NEW;

    private final String legacyAnswer = LEGACY;

    private final FeatureFlags flags;

    private final String flag;

    HandWritten(FeatureFlags flags, String flag) {
        this.flags = flags;
        this.flag = flag;
    }

    static List<Greeting> of(FeatureFlags flags) {
        return List.of(new First(flags), new Second(flags), new Third(flags), new Fourth(flags));
    }

    @Override
    public String greet(String name) {
        return flags.isEnabled(flag) ? answer : legacyAnswer;
    }

    private static final class First extends HandWritten {
        First(FeatureFlags flags) {
            super(flags, "greeting1");
        }
    }

    private static final class Second extends HandWritten {
        Second(FeatureFlags flags) {
            super(flags, "greeting2");
        }
    }

    private static final class Third extends HandWritten {
        Third(FeatureFlags flags) {
            super(flags, "greeting3");
        }
    }

    private static final class Fourth extends HandWritten {
        Fourth(FeatureFlags flags) {
            super(flags, "greeting4");
        }
    }
}
