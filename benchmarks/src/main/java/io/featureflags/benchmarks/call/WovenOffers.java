package io.featureflags.benchmarks.call;

import io.featureflags.FeatureToggle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@link Offers} are, woven by the build. */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class WovenOffers {

    @Bean
    Offer1 offer1() {
        return new Offer1();
    }

    @Bean
    Offer2 offer2() {
        return new Offer2();
    }

    @Bean
    Offer3 offer3() {
        return new Offer3();
    }

    @Bean
    Offer4 offer4() {
        return new Offer4();
    }

    static class Offer1 implements Offer {

        private final String answer = Greeting.NEW;

        private final String legacyAnswer = Greeting.LEGACY;

        @Override
        @FeatureToggle(value = "offer1", fallback = "legacy", user = "#user")
        public String byArgument(String user) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer1", fallback = "legacyOrder", user = "#order.customer.trim()")
        public String bySpel(Order order) {
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

        private String legacyOrder(Order order) {
            return legacyAnswer;
        }
    }

    static class Offer2 implements Offer {

        private final String answer = Greeting.NEW;

        private final String legacyAnswer = Greeting.LEGACY;

        @Override
        @FeatureToggle(value = "offer2", fallback = "legacy", user = "#user")
        public String byArgument(String user) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer2", fallback = "legacyOrder", user = "#order.customer.trim()")
        public String bySpel(Order order) {
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

        private String legacyOrder(Order order) {
            return legacyAnswer;
        }
    }

    static class Offer3 implements Offer {

        private final String answer = Greeting.NEW;

        private final String legacyAnswer = Greeting.LEGACY;

        @Override
        @FeatureToggle(value = "offer3", fallback = "legacy", user = "#user")
        public String byArgument(String user) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer3", fallback = "legacyOrder", user = "#order.customer.trim()")
        public String bySpel(Order order) {
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

        private String legacyOrder(Order order) {
            return legacyAnswer;
        }
    }

    static class Offer4 implements Offer {

        private final String answer = Greeting.NEW;

        private final String legacyAnswer = Greeting.LEGACY;

        @Override
        @FeatureToggle(value = "offer4", fallback = "legacy", user = "#user")
        public String byArgument(String user) {
            return answer;
        }

        @Override
        @FeatureToggle(value = "offer4", fallback = "legacyOrder", user = "#order.customer.trim()")
        public String bySpel(Order order) {
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

        private String legacyOrder(Order order) {
            return legacyAnswer;
        }
    }
}
