package io.featureflags.autoconfigure;

import io.featureflags.web.FeatureDisabledExceptionResolver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** On Spring MVC, a feature that is off is not found. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.web.servlet.HandlerExceptionResolver")
class ServletWebConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FeatureDisabledExceptionResolver featureDisabledExceptionResolver() {
        return new FeatureDisabledExceptionResolver();
    }
}
