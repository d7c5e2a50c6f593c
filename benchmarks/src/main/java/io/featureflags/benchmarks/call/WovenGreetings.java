package io.featureflags.benchmarks.call;

import io.featureflags.FeatureToggle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@link ToggledGreetings} that the build weaves, like every class here with the prefix "Woven". */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class WovenGreetings {

    @Bean
    WovenGreeting1 greeting1() {
        return new WovenGreeting1();
    }

    @Bean
    WovenGreeting2 greeting2() {
        return new WovenGreeting2();
    }

    @Bean
    WovenGreeting3 greeting3() {
        return new WovenGreeting3();
    }

    @Bean
    WovenGreeting4 greeting4() {
        return new WovenGreeting4();
    }

    static class WovenGreeting1 implements GreetingService {

        private final String answer = NEW;

        private final String legacyAnswer = LEGACY;

        @Override
        @FeatureToggle(value = "greeting1", fallback = "legacyGreet")
        public String greet(String name) {
            return answer;
        }

        private String legacyGreet(String name) {
            return legacyAnswer;
        }
    }

    static class WovenGreeting2 implements GreetingService {

        private final String answer = NEW;

        private final String legacyAnswer = LEGACY;

        @Override
        @FeatureToggle(value = "greeting2", fallback = "legacyGreet")
        public String greet(String name) {
            return answer;
        }

        private String legacyGreet(String name) {
            return legacyAnswer;
        }
    }

    static class WovenGreeting3 implements GreetingService {

        private final String answer = NEW;

        private final String legacyAnswer = LEGACY;

        @Override
        @FeatureToggle(value = "greeting3", fallback = "legacyGreet")
        public String greet(String name) {
            return answer;
        }

        private String legacyGreet(String name) {
            return legacyAnswer;
        }
    }

    static class WovenGreeting4 implements GreetingService {

        private final String answer = NEW;

        private final String legacyAnswer = LEGACY;

        @Override
        @FeatureToggle(value = "greeting4", fallback = "legacyGreet")
        public String greet(String name) {
            return answer;
        }

        private String legacyGreet(String name) {
            return legacyAnswer;
        }
    }
}
