package io.featureflags.console;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Logs why there is no page, once.
 *
 * @param reason the reason; null if there is a page
 */
record ConsoleReport(@Nullable String reason) implements SmartInitializingSingleton {

    private static final Log LOG = LogFactory.getLog(ConsoleReport.class);

    static ConsoleReport available() {
        return new ConsoleReport(null);
    }

    static ConsoleReport withoutActuator() {
        return new ConsoleReport(
                "the page is below the endpoint featureflags, and Spring Boot's actuator is absent. Add"
                        + " spring-boot-starter-actuator.");
    }

    static ConsoleReport notExposed() {
        return new ConsoleReport("the endpoint featureflags is not exposed over HTTP. Add it to"
                + " management.endpoints.web.exposure.include.");
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (reason != null) {
            LOG.info("The console of feature flags is not available: " + reason);
        }
    }
}
