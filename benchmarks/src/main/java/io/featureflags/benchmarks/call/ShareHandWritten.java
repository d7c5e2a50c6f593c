package io.featureflags.benchmarks.call;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.Application;
import java.util.List;

/** No proxy and no expression: an if, written by hand, with the user of the call. */
public class ShareHandWritten extends OfferCalls {

    /** Makes what is called. */
    public ShareHandWritten() {
        super(of(new Application(VALUES, true, ThreadUser.class).flags()));
    }

    private static List<Offer> of(FeatureFlags flags) {
        return List.of(new First(flags), new Second(flags), new Third(flags), new Fourth(flags));
    }

    private abstract static class If implements Offer {

        private final String answer = Greeting.NEW;

        private final String legacyAnswer = Greeting.LEGACY;

        private final FeatureFlags flags;

        private final String flag;

        If(FeatureFlags flags, String flag) {
            this.flags = flags;
            this.flag = flag;
        }

        @Override
        public String byArgument(String user) {
            return flags.isEnabled(flag, EvaluationContext.of(user)) ? answer : legacyAnswer;
        }

        @Override
        public String bySpel(Order order) {
            return byArgument(order.customer().trim());
        }

        @Override
        public String byProvider(String user) {
            return flags.isEnabled(flag) ? answer : legacyAnswer;
        }
    }

    private static final class First extends If {
        First(FeatureFlags flags) {
            super(flags, "offer1");
        }
    }

    private static final class Second extends If {
        Second(FeatureFlags flags) {
            super(flags, "offer2");
        }
    }

    private static final class Third extends If {
        Third(FeatureFlags flags) {
            super(flags, "offer3");
        }
    }

    private static final class Fourth extends If {
        Fourth(FeatureFlags flags) {
            super(flags, "offer4");
        }
    }
}
