package io.featureflags.benchmarks.call;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

/** What {@link Customers} are, woven by the build. */
@Component("customers")
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class WovenCustomers {

    private final String answer = Greeting.NEW;

    private final String legacyAnswer = Greeting.LEGACY;

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
