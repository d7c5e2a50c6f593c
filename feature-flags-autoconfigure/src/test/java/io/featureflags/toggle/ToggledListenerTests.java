package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** Methods that are called by the framework, and skipped while their flag is off. */
class ToggledListenerTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    /** Marks methods like {@code @KafkaListener}. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface MessageListener {}

    /** Registers listeners like Spring Kafka: it finds them in the class of the bean, and calls them on the bean. */
    static class ListenerRegistry implements BeanPostProcessor, Ordered {

        private final List<Consumer<String>> listeners = new ArrayList<>();

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            MethodIntrospector.selectMethods(
                            AopProxyUtils.ultimateTargetClass(bean),
                            (Method method) -> AnnotatedElementUtils.hasAnnotation(method, MessageListener.class))
                    .forEach(method -> {
                        Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
                        invocable.setAccessible(true);
                        listeners.add(message -> call(bean, invocable, message));
                    });
            return bean;
        }

        private static void call(Object bean, Method method, String message) {
            try {
                method.invoke(bean, message);
            } catch (IllegalAccessException | InvocationTargetException ex) {
                throw new IllegalStateException(ex);
            }
        }

        void send(String message) {
            listeners.forEach(listener -> listener.accept(message));
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }

    interface Work {

        void tick();

        void onText(String event);

        void onMessage(String message);
    }

    static class WorkBehindAnInterface implements Work {

        private final List<String> done = new ArrayList<>();

        @Override
        @Scheduled(fixedDelay = 1, initialDelay = Long.MAX_VALUE / 2)
        @FeatureToggle(value = "work", otherwise = Otherwise.SKIP)
        public void tick() {
            done.add("tick");
        }

        @Override
        @EventListener
        @FeatureToggle(value = "work", otherwise = Otherwise.SKIP)
        public void onText(String event) {
            done.add("event " + event);
        }

        @Override
        @MessageListener
        @FeatureToggle(value = "work", otherwise = Otherwise.SKIP)
        public void onMessage(String message) {
            done.add("message " + message);
        }
    }

    static class PlainWork {

        private final List<String> done = new ArrayList<>();

        @Scheduled(fixedDelay = 1, initialDelay = Long.MAX_VALUE / 2)
        @FeatureToggle(value = "work", otherwise = Otherwise.SKIP)
        void tick() {
            done.add("tick");
        }

        @EventListener
        @FeatureToggle(value = "work", otherwise = Otherwise.SKIP)
        void onText(String event) {
            done.add("event " + event);
        }

        @MessageListener
        @FeatureToggle(value = "work", otherwise = Otherwise.SKIP)
        void onMessage(String message) {
            done.add("message " + message);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void behindAnInterface(boolean classProxies) {
        WorkBehindAnInterface work = new WorkBehindAnInterface();
        check(classProxies, runner.withBean(WorkBehindAnInterface.class, () -> work), work.done);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutAnInterface(boolean classProxies) {
        PlainWork work = new PlainWork();
        check(classProxies, runner.withBean(PlainWork.class, () -> work), work.done);
    }

    private void check(boolean classProxies, ApplicationContextRunner application, List<String> done) {
        application
                .withUserConfiguration(Scheduling.class)
                .withBean(ListenerRegistry.class)
                .withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    Runnable task = context.getBean(ScheduledTaskHolder.class)
                            .getScheduledTasks()
                            .iterator()
                            .next()
                            .getTask()
                            .getRunnable();
                    Runnable everything = () -> {
                        task.run();
                        context.publishEvent("sale");
                        context.getBean(ListenerRegistry.class).send("order");
                    };

                    everything.run();
                    assertThat(done).isEmpty();

                    store.set("work", "true");
                    everything.run();
                    assertThat(done).containsExactly("tick", "event sale", "message order");

                    store.set("work", "false");
                    everything.run();
                    assertThat(done).hasSize(3);
                });
    }

    static class Hidden implements Runnable {

        @Scheduled(fixedDelay = 1, initialDelay = Long.MAX_VALUE / 2)
        @FeatureToggle(value = "work", otherwise = Otherwise.SKIP)
        public void tick() {}

        @Override
        public void run() {}
    }

    @Test
    void methodMissingInTheJdkProxyStopsTheStart() {
        runner.withBean(Hidden.class, () -> new Hidden())
                .withUserConfiguration(Scheduling.class)
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidFeatureToggleException.class)
                        .hasMessageContaining("Hidden.tick() cannot work: the bean is behind a JDK proxy"));
    }
}
