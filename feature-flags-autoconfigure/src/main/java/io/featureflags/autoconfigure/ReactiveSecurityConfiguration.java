package io.featureflags.autoconfigure;

import io.featureflags.context.ReactiveContextProvider;
import io.featureflags.context.SpringSecurityReactiveContextProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.util.context.ContextView;

/** The user of Spring Security is who is asking in reactive code. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ReactiveSecurityContextHolder.class, ContextView.class})
class ReactiveSecurityConfiguration {

    @Bean
    @ConditionalOnMissingBean(ReactiveContextProvider.class)
    SpringSecurityReactiveContextProvider featureFlagReactiveContextProvider() {
        return new SpringSecurityReactiveContextProvider();
    }
}
