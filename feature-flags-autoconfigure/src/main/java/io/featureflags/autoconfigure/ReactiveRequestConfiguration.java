package io.featureflags.autoconfigure;

import io.featureflags.context.BoundRequest;
import io.featureflags.context.ReactiveRequestFilter;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Answers kept in exchanges of WebFlux. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnRequestConsistency.class)
@ConditionalOnClass({WebFilter.class, Mono.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveRequestConfiguration {

    @Bean
    @Order(0)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    BoundRequest featureFlagBoundRequest() {
        return new BoundRequest();
    }

    @Bean
    ReactiveRequestFilter featureFlagRequestFilter() {
        return new ReactiveRequestFilter();
    }
}
