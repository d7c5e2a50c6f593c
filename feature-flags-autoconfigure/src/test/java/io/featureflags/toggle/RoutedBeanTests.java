package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.Ordered;

/** Routed beans among other beans: in a circular reference, and behind a wrapper. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class RoutedBeanTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    static class Chicken {

        @Autowired
        @Nullable
        Egg egg;

        @FeatureToggle(value = "chicken", fallback = "legacy")
        String call() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    static class Egg {

        @Autowired
        @Nullable
        Chicken chicken;
    }

    @Test
    void beanInACircularReferenceIsRouted() {
        runner.withAllowCircularReferences(true)
                .withBean(Chicken.class, () -> new Chicken())
                .withBean(Egg.class, () -> new Egg())
                .run(context -> {
                    Chicken injected = context.getBean(Egg.class).chicken;

                    assertThat(injected).isSameAs(context.getBean(Chicken.class));
                    assertThat(injected).extracting(Chicken::call).isEqualTo("legacy");
                    store.set("chicken", "true");
                    assertThat(injected).extracting(Chicken::call).isEqualTo("new");
                });
    }

    static class Wrapped {

        @FeatureToggle(value = "wrapped", fallback = "legacy")
        String call() {
            return "new";
        }

        private String legacy() {
            return "legacy";
        }
    }

    static class Wrapper extends Wrapped {

        private final Wrapped bean;

        Wrapper(Wrapped bean) {
            this.bean = bean;
        }

        @Override
        String call() {
            return "traced " + bean.call();
        }
    }

    static class Tracing implements BeanPostProcessor, Ordered {

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            return bean instanceof Wrapped wrapped ? new Wrapper(wrapped) : bean;
        }
    }

    /** Like a wrapper of a tracing library, which inherits the annotation and has no proxy. */
    @Test
    void routedBeanMayBeWrappedLater() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
                .withBean(SettableStore.class)
                .withBean(Wrapped.class, () -> new Wrapped())
                .withBean(Tracing.class, () -> new Tracing())
                .run(context -> {
                    assertThat(context.getBean(Wrapped.class).call()).isEqualTo("traced legacy");
                    context.getBean(SettableStore.class).set("wrapped", "true");
                    assertThat(context.getBean(Wrapped.class).call()).isEqualTo("traced new");
                });
    }
}
