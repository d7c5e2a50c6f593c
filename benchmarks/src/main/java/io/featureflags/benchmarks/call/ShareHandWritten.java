package io.featureflags.benchmarks.call;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.InMemoryApplication;
import java.util.List;

/** No proxy and no expression: an if, written by hand, with the user of the call. */
public class ShareHandWritten extends OfferCalls {

    /** Creates the beans to call. */
    public ShareHandWritten() {
        super(of(new InMemoryApplication(VALUES, true, ThreadUser.class).flags()));
    }

    private static List<Offer> of(FeatureFlags flags) {
        return List.of(new FirstOffer(flags), new SecondOffer(flags), new ThirdOffer(flags), new FourthOffer(flags));
    }

    private abstract static class HandWrittenOffer implements Offer {

        private final String answer = GreetingService.NEW;

        private final String legacyAnswer = GreetingService.LEGACY;

        private final FeatureFlags flags;

        private final String flag;

        HandWrittenOffer(FeatureFlags flags, String flag) {
            this.flags = flags;
            this.flag = flag;
        }

        @Override
        public String byArgument(String user) {
            return flags.isEnabled(flag, EvaluationContext.of(user)) ? answer : legacyAnswer;
        }

        @Override
        public String bySpel(CustomerOrder order) {
            return byArgument(order.customer().trim());
        }

        @Override
        public String byProvider(String user) {
            return flags.isEnabled(flag) ? answer : legacyAnswer;
        }
    }

    private static final class FirstOffer extends HandWrittenOffer {
        FirstOffer(FeatureFlags flags) {
            super(flags, "offer1");
        }
    }

    private static final class SecondOffer extends HandWrittenOffer {
        SecondOffer(FeatureFlags flags) {
            super(flags, "offer2");
        }
    }

    private static final class ThirdOffer extends HandWrittenOffer {
        ThirdOffer(FeatureFlags flags) {
            super(flags, "offer3");
        }
    }

    private static final class FourthOffer extends HandWrittenOffer {
        FourthOffer(FeatureFlags flags) {
            super(flags, "offer4");
        }
    }
}
