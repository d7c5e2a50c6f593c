package io.featureflags.autoconfigure;

import io.featureflags.web.FeatureDisabledWebExceptionHandler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** On Spring WebFlux, a feature that is off is not found. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(name = "org.springframework.web.server.WebExceptionHandler")
class ReactiveWebConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FeatureDisabledWebExceptionHandler featureDisabledWebExceptionHandler() {
        return new FeatureDisabledWebExceptionHandler();
    }
}
