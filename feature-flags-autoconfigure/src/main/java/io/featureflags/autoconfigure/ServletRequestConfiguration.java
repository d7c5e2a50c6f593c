package io.featureflags.autoconfigure;

import io.featureflags.context.ServletRequests;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.Order;
import org.springframework.web.context.request.RequestContextHolder;

/** Answers kept in servlet requests. Whether this context is one of the web does not matter: a parent's is not. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnRequestConsistency.class)
@ConditionalOnClass(RequestContextHolder.class)
class ServletRequestConfiguration {

    @Bean
    @Order(1)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    ServletRequests featureFlagServletRequests() {
        return new ServletRequests();
    }
}
