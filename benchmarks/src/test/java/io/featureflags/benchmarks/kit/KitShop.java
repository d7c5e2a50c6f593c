package io.featureflags.benchmarks.kit;

import io.featureflags.FeatureToggle;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The application whose tests are measured. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class KitShop {

    @Bean
    Till till() {
        return new Till();
    }

    /** Answers which code runs. */
    public static class Till {

        /** Returns true, as the new code. */
        @FeatureToggle(value = "new_till", fallback = "isLegacy")
        public boolean isNew() {
            return true;
        }

        /** Returns false. */
        public boolean isLegacy() {
            return false;
        }
    }
}
