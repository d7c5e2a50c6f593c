package io.featureflags.benchmarks.call;

import io.featureflags.FeatureToggle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@link Greetings} are, woven by the build, as every class here whose name begins so. */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class WovenGreetings {

    @Bean
    Greeting1 greeting1() {
        return new Greeting1();
    }

    @Bean
    Greeting2 greeting2() {
        return new Greeting2();
    }

    @Bean
    Greeting3 greeting3() {
        return new Greeting3();
    }

    @Bean
    Greeting4 greeting4() {
        return new Greeting4();
    }

    static class Greeting1 implements Greeting {

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

    static class Greeting2 implements Greeting {

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

    static class Greeting3 implements Greeting {

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

    static class Greeting4 implements Greeting {

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
