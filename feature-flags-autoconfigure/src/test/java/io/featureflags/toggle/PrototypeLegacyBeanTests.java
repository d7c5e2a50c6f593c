package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.toggle.advice.OuterAdvice;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each call of a legacy bean that is a prototype has a bean of its own, and finds out once how to call it. */
class PrototypeLegacyBeanTests {

    private final AtomicInteger advised = new AtomicInteger();

    private final AtomicInteger searches = new AtomicInteger();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withPropertyValues("feature-flags.store=memory")
            .withBean(Advisor.class, this::outerAdvice)
            .withBean("tram", Tram.class)
            .withBean(Bus.class, () -> new Bus(), definition -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void adviceIsSearchedOnce(boolean classProxies) {
        runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                .run(context -> {
                    Line tram = context.getBean("tram", Line.class);
                    String first = tram.depart();
                    int searched = searches.get();
                    assertThat(searched).isPositive();

                    assertThat(tram.depart()).startsWith("bus ").isNotEqualTo(first);
                    assertThat(tram.depart()).startsWith("bus ").isNotEqualTo(first);

                    assertThat(searches).hasValue(searched);
                    assertThat(advised).as("once for each call").hasValue(3);
                });
    }

    /** Counts its calls, and how often the advice outside of a toggle is searched. */
    private Advisor outerAdvice() {
        StaticMethodMatcherPointcut pointcut = new StaticMethodMatcherPointcut() {

            @Override
            public boolean matches(Method method, Class<?> targetClass) {
                if (StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getClassName().equals(OuterAdvice.class.getName())))) {
                    searches.incrementAndGet();
                }
                return method.getName().equals("depart");
            }
        };
        pointcut.setClassFilter(Line.class::isAssignableFrom);
        MethodInterceptor counting = call -> {
            advised.incrementAndGet();
            return call.proceed();
        };
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(pointcut, counting);
        advisor.setOrder(10);
        return advisor;
    }

    interface Line {

        String depart();
    }

    static class Bus implements Line {

        private static final AtomicInteger NUMBERS = new AtomicInteger();

        private final int number = NUMBERS.incrementAndGet();

        @Override
        public String depart() {
            return "bus " + number;
        }
    }

    static class Tram implements Line {

        @Override
        @FeatureToggle(value = "tram_line", fallbackType = Bus.class)
        public String depart() {
            return "tram";
        }
    }
}
