package io.featureflags.benchmarks.call;

import io.featureflags.FeatureToggle;
import io.featureflags.benchmarks.InMemoryApplication;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Four toggled beans of four classes, whose flags are on for a share of the users. */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class ToggledOffers {

    /** Returns the beans of an application, in order. */
    static List<Offer> of(InMemoryApplication application) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(i -> application.bean("offer" + i, Offer.class))
                .toList();
    }

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

    static class Offer2 implements Offer {

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

    static class Offer3 implements Offer {

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

    static class Offer4 implements Offer {

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
