package io.featureflags.autoconfigure;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.context.BoundRequest;
import io.featureflags.context.CurrentRequest;
import io.featureflags.context.ReactiveContextProvider;
import io.featureflags.context.ReactiveContexts;
import io.featureflags.context.ReactiveRequestFilter;
import io.featureflags.context.RequestConsistency;
import io.featureflags.context.ServletRequests;
import io.featureflags.context.SpringSecurityContextProvider;
import io.featureflags.context.SpringSecurityReactiveContextProvider;
import io.featureflags.toggle.ReactiveRouting;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Auto-configuration of evaluation contexts: the current user of Spring Security, contexts of reactive code, and one answer
 * per web request.
 */
@AutoConfiguration
@Conditional(OnFeatureFlags.class)
@EnableConfigurationProperties(FeatureFlagsProperties.class)
public final class FeatureFlagsContextAutoConfiguration {

    private static final Log logger = LogFactory.getLog(FeatureFlagsContextAutoConfiguration.class);

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

    /** The user of Spring Security. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class SecurityConfiguration {

        @Bean
        @ConditionalOnMissingBean(EvaluationContextProvider.class)
        SpringSecurityContextProvider featureFlagContextProvider() {
            return new SpringSecurityContextProvider();
        }
    }

    /** The user of Spring Security in reactive code. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ReactiveSecurityContextHolder.class, ContextView.class})
    static class ReactiveSecurityConfiguration {

        @Bean
        @ConditionalOnMissingBean(ReactiveContextProvider.class)
        SpringSecurityReactiveContextProvider featureFlagReactiveContextProvider() {
            return new SpringSecurityReactiveContextProvider();
        }
    }

    /** Contexts of reactive code, and toggled methods that return publishers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ContextView.class, Mono.class})
    static class ReactiveContextConfiguration {

        @Bean
        @ConditionalOnMissingBean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        ReactiveContexts featureFlagReactiveContexts(
                ObjectProvider<ReactiveContextProvider> reactive, ObjectProvider<EvaluationContextProvider> last) {
            // Resolved at the first call: the providers of an application may themselves need a toggled bean.
            SingletonSupplier<ReactiveContextProvider> reactiveProvider =
                    SingletonSupplier.of(() -> reactive.getIfAvailable(() -> view -> Mono.empty()));
            SingletonSupplier<EvaluationContextProvider> lastProvider = SingletonSupplier.of(last::getObject);
            return new ReactiveContexts(
                    view -> reactiveProvider.obtain().currentContext(view),
                    () -> lastProvider.obtain().currentContext());
        }

        // The contexts are looked up at the first subscription, and not when the first toggled bean is created.
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static ReactiveRouting featureToggleReactiveRouting(ObjectProvider<ReactiveContexts> contexts) {
            return new ReactiveRouting(SingletonSupplier.of(contexts::getObject));
        }
    }

    /** Answers kept in servlet requests. The type of this context does not matter: a parent context is not a web one. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnRequestConsistency.class)
    @ConditionalOnClass(RequestContextHolder.class)
    static class ServletRequestConfiguration {

        @Bean
        @Order(1)
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        ServletRequests featureFlagServletRequests() {
            return new ServletRequests();
        }
    }

    /** Answers kept in exchanges of WebFlux. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnRequestConsistency.class)
    @ConditionalOnClass({WebFilter.class, Mono.class})
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class ReactiveRequestConfiguration {

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
}
