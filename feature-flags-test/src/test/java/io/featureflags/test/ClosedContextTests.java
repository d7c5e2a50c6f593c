package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import io.featureflags.memory.MemoryStore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;

/** A context that is closed before the flags of its test end does not create its store again. */
@SpringBootTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class ClosedContextTests {

    private static final AtomicInteger STORES = new AtomicInteger();

    private static final AtomicInteger TESTS = new AtomicInteger();

    @Autowired
    private FeatureFlagAdmin admin;

    @Autowired
    private Bakery.Oven oven;

    @Test
    void oneStoreForEachContext() {
        change();
    }

    @Test
    void oneStoreForEachFurtherContext() {
        change();
    }

    private void change() {
        admin.set("sourdough", "true", FlagWrite.by("baker"));
        assertThat(oven.bread()).isEqualTo("sourdough");
        assertThat(STORES).hasValue(TESTS.incrementAndGet());
    }

    @TestConfiguration
    static class Counting {

        @Bean
        static BeanPostProcessor storeCount() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof MemoryStore) {
                        STORES.incrementAndGet();
                    }
                    return bean;
                }
            };
        }
    }
}
