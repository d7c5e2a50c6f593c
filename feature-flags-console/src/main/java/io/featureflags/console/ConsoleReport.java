package io.featureflags.console;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Logs why there is no page, once.
 *
 * @param hasActuator whether the actuator is there
 * @param endpoint the endpoint, if it is available
 */
record ConsoleReport(boolean hasActuator, ObjectProvider<ConsoleEndpoint> endpoint)
        implements SmartInitializingSingleton {

    private static final Log LOG = LogFactory.getLog(ConsoleReport.class);

    @Override
    public void afterSingletonsInstantiated() {
        if (!hasActuator) {
            LOG.info("The console of feature flags is not available: it is below the endpoint featureflags, and Spring"
                    + " Boot's actuator is absent. Add spring-boot-starter-actuator.");
        } else if (!isExposed()) {
            LOG.info(
                    "The console of feature flags is not available: the endpoint featureflags is not exposed over HTTP."
                            + " Add it to management.endpoints.web.exposure.include.");
        }
    }

    private boolean isExposed() {
        ConsoleEndpoint found = endpoint.getIfAvailable();
        return found != null && found.path() != null;
    }
}
