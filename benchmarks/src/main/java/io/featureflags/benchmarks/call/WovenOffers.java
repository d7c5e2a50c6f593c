package io.featureflags.benchmarks.call;

import io.featureflags.FeatureToggle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@link ToggledOffers} that the build weaves. */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class WovenOffers {

    @Bean
    WovenOffer1 offer1() {
        return new WovenOffer1();
    }

    @Bean
    WovenOffer2 offer2() {
        return new WovenOffer2();
    }

    @Bean
    WovenOffer3 offer3() {
        return new WovenOffer3();
    }

    @Bean
    WovenOffer4 offer4() {
        return new WovenOffer4();
    }

    static class WovenOffer1 implements Offer {

        private final String answer = GreetingService.NEW;

        private final String legacyAnswer = GreetingService.LEGACY;

        @Override
        @FeatureToggle(value = "offer1", fallback = "legacy", user = "#user")
        public String byArgument(String user) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer1", fallback = "legacyOrder", user = "#order.customer.trim()")
        public String bySpel(CustomerOrder order) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer1", fallback = "legacy")
        public String byProvider(String user) {
            return answer;
        }

        private String legacy(String user) {
            return legacyAnswer;
        }

        private String legacyOrder(CustomerOrder order) {
            return legacyAnswer;
        }
    }

    static class WovenOffer2 implements Offer {

        private final String answer = GreetingService.NEW;

        private final String legacyAnswer = GreetingService.LEGACY;

        @Override
        @FeatureToggle(value = "offer2", fallback = "legacy", user = "#user")
        public String byArgument(String user) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer2", fallback = "legacyOrder", user = "#order.customer.trim()")
        public String bySpel(CustomerOrder order) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer2", fallback = "legacy")
        public String byProvider(String user) {
            return answer;
        }

        private String legacy(String user) {
            return legacyAnswer;
        }

        private String legacyOrder(CustomerOrder order) {
            return legacyAnswer;
        }
    }

    static class WovenOffer3 implements Offer {

        private final String answer = GreetingService.NEW;

        private final String legacyAnswer = GreetingService.LEGACY;

        @Override
        @FeatureToggle(value = "offer3", fallback = "legacy", user = "#user")
        public String byArgument(String user) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer3", fallback = "legacyOrder", user = "#order.customer.trim()")
        public String bySpel(CustomerOrder order) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer3", fallback = "legacy")
        public String byProvider(String user) {
            return answer;
        }

        private String legacy(String user) {
            return legacyAnswer;
        }

        private String legacyOrder(CustomerOrder order) {
            return legacyAnswer;
        }
    }

    static class WovenOffer4 implements Offer {

        private final String answer = GreetingService.NEW;

        private final String legacyAnswer = GreetingService.LEGACY;

        @Override
        @FeatureToggle(value = "offer4", fallback = "legacy", user = "#user")
        public String byArgument(String user) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer4", fallback = "legacyOrder", user = "#order.customer.trim()")
        public String bySpel(CustomerOrder order) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer4", fallback = "legacy")
        public String byProvider(String user) {
            return answer;
        }

        private String legacy(String user) {
            return legacyAnswer;
        }

        private String legacyOrder(CustomerOrder order) {
            return legacyAnswer;
        }
    }
}
