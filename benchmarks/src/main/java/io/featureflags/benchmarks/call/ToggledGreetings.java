package io.featureflags.benchmarks.call;

import io.featureflags.FeatureToggle;
import io.featureflags.benchmarks.InMemoryApplication;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Four toggled beans of four classes. */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
public class ToggledGreetings {

    /** For the container. */
    public ToggledGreetings() {}

    /**
     * Returns the beans of an application.
     *
     * @param application an application with this configuration
     * @return the beans, in order
     */
    public static List<GreetingService> of(InMemoryApplication application) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(i -> application.bean("greeting" + i, GreetingService.class))
                .toList();
    }

    /** Returns the same objects without an application. */
    static List<GreetingService> bare() {
        return List.of(new Greeting1(), new Greeting2(), new Greeting3(), new Greeting4());
    }

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

    static class Greeting1 implements GreetingService {

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

    static class Greeting2 implements GreetingService {

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

    static class Greeting3 implements GreetingService {

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

    static class Greeting4 implements GreetingService {

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
