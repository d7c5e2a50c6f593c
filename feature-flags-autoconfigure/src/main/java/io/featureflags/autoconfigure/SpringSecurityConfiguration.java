package io.featureflags.autoconfigure;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.context.SpringSecurityContextProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;

/** The user of Spring Security is who is asking. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SecurityContextHolder.class)
class SpringSecurityConfiguration {

    @Bean
    @ConditionalOnMissingBean(EvaluationContextProvider.class)
    SpringSecurityContextProvider featureFlagContextProvider() {
        return new SpringSecurityContextProvider();
    }
}
