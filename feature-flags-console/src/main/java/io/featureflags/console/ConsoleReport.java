package io.featureflags.console;

import java.util.function.BooleanSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Logs why there is no page, once.
 *
 * @param hasActuator whether the actuator is there
 * @param isExposed finds whether the endpoint is exposed over HTTP
 */
record ConsoleReport(boolean hasActuator, BooleanSupplier isExposed) implements SmartInitializingSingleton {

    private static final Log LOG = LogFactory.getLog(ConsoleReport.class);

    @Override
    public void afterSingletonsInstantiated() {
        if (!hasActuator) {
            LOG.info("The console of feature flags is not available: it is below the endpoint featureflags, and Spring"
                    + " Boot's actuator is absent. Add spring-boot-starter-actuator.");
        } else if (!isExposed.getAsBoolean()) {
            LOG.info(
                    "The console of feature flags is not available: the endpoint featureflags is not exposed over HTTP."
                            + " Add it to management.endpoints.web.exposure.include.");
        }
    }
}
