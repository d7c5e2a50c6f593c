package io.featureflags.benchmarks.call;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ff4j.FF4j;
import org.ff4j.aop.FeatureAdvisor;
import org.ff4j.aop.FeatureAutoProxy;
import org.ff4j.aop.Flip;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.stereotype.Component;

/** Four public annotated interfaces, as FF4J requires, each with a bean for the new and one for the legacy code. */
final class Ff4jGreetings {

    private Ff4jGreetings() {}

    static List<GreetingService> of(Map<String, String> values) {
        FF4j ff4j = new FF4j();
        values.forEach((flag, value) -> ff4j.createFeature(flag, Boolean.parseBoolean(value)));
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(FF4j.class, () -> ff4j);
        context.register(FeatureAutoProxy.class, FeatureAdvisor.class);
        context.register(
                Legacy1.class,
                Legacy2.class,
                Legacy3.class,
                Legacy4.class,
                New1.class,
                New2.class,
                New3.class,
                New4.class);
        context.refresh();
        return IntStream.rangeClosed(1, 4)
                .mapToObj(i -> context.getBean("legacy" + i, GreetingService.class))
                .toList();
    }

    public interface Flipped1 extends GreetingService {

        @Override
        @Flip(name = "greeting1", alterBean = "new1")
        String greet(String name);
    }

    @Component("legacy1")
    static class Legacy1 implements Flipped1 {

        private final String answer = LEGACY;

        @Override
        public String greet(String name) {
            return answer;
        }
    }

    @Component("new1")
    static class New1 implements Flipped1 {

        private final String answer = NEW;

        @Override
        public String greet(String name) {
            return answer;
        }
    }

    public interface Flipped2 extends GreetingService {

        @Override
        @Flip(name = "greeting2", alterBean = "new2")
        String greet(String name);
    }

    @Component("legacy2")
    static class Legacy2 implements Flipped2 {

        private final String answer = LEGACY;

        @Override
        public String greet(String name) {
            return answer;
        }
    }

    @Component("new2")
    static class New2 implements Flipped2 {

        private final String answer = NEW;

        @Override
        public String greet(String name) {
            return answer;
        }
    }

    public interface Flipped3 extends GreetingService {

        @Override
        @Flip(name = "greeting3", alterBean = "new3")
        String greet(String name);
    }

    @Component("legacy3")
    static class Legacy3 implements Flipped3 {

        private final String answer = LEGACY;

        @Override
        public String greet(String name) {
            return answer;
        }
    }

    @Component("new3")
    static class New3 implements Flipped3 {

        private final String answer = NEW;

        @Override
        public String greet(String name) {
            return answer;
        }
    }

    public interface Flipped4 extends GreetingService {

        @Override
        @Flip(name = "greeting4", alterBean = "new4")
        String greet(String name);
    }

    @Component("legacy4")
    static class Legacy4 implements Flipped4 {

        private final String answer = LEGACY;

        @Override
        public String greet(String name) {
            return answer;
        }
    }

    @Component("new4")
    static class New4 implements Flipped4 {

        private final String answer = NEW;

        @Override
        public String greet(String name) {
            return answer;
        }
    }
}
