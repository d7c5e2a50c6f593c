package io.featureflags.benchmarks.call;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

/** {@link ToggledCustomers} that the build weaves. */
@Component("customers")
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class WovenCustomers {

    private final String answer = GreetingService.NEW;

    private final String legacyAnswer = GreetingService.LEGACY;

    @FeatureToggle(value = "listed", fallback = "legacy")
    String byProvider(String user) {
        return answer;
    }

    @FeatureToggle(value = "listed", fallback = "legacy", user = "#user")
    String byArgument(String user) {
        return answer;
    }

    private String legacy(String user) {
        return legacyAnswer;
    }
}
