package io.featureflags.benchmarks.call;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

/** A bean with several sources of the user. */
@Component("customers")
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class ToggledCustomers {

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

    @FeatureToggle(value = "share", fallback = "legacy", user = "#user")
    String share(String user) {
        return answer;
    }

    private String legacy(String user) {
        return legacyAnswer;
    }

    @FeatureToggle(value = "listed", fallback = "legacyOrder", user = "#order.customer")
    String byProperty(CustomerOrder order) {
        return answer;
    }

    @FeatureToggle(value = "listed", fallback = "legacyOrder", user = "#order.customer.trim()")
    String bySpel(CustomerOrder order) {
        return answer;
    }

    private String legacyOrder(CustomerOrder order) {
        return legacyAnswer;
    }
}
