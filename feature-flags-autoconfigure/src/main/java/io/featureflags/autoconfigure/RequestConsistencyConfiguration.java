package io.featureflags.autoconfigure;

import io.featureflags.context.CurrentRequest;
import io.featureflags.context.RequestConsistency;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;

/** One answer per request, if the application wants it: decided once, so that it costs nothing otherwise. */
@Configuration(proxyBeanMethods = false)
@Import({ReactiveRequestConfiguration.class, ServletRequestConfiguration.class})
class RequestConsistencyConfiguration {

    private static final Log logger = LogFactory.getLog(RequestConsistencyConfiguration.class);

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    RequestConsistency featureFlagRequestConsistency(
            ObjectProvider<CurrentRequest> requests, FeatureFlagsProperties properties) {
        List<CurrentRequest> present = requests.orderedStream().toList();
        if (properties.requestConsistency() && present.isEmpty()) {
            logger.warn(OnRequestConsistency.PROPERTY
                    + " is true, and has no effect: the application has no web requests" + " that Spring knows of.");
        }
        return new RequestConsistency(present);
    }
}
