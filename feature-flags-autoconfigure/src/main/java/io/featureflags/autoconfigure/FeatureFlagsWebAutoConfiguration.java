package io.featureflags.autoconfigure;

import io.featureflags.toggle.ToggledContexts;
import io.featureflags.web.FeatureDisabledExceptionResolver;
import io.featureflags.web.FeatureDisabledGraphQlResolver;
import io.featureflags.web.FeatureDisabledWebExceptionHandler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.ContextLoader;

/** Auto-configuration of the answer 404 for a disabled feature, and its like in GraphQL. */
// After Spring Boot's, so that handlers of the application, which share the lowest precedence, come first.
@AutoConfiguration(afterName = "org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration")
@Conditional(OnFeatureFlags.class)
public final class FeatureFlagsWebAutoConfiguration {

    /** On Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(name = "org.springframework.web.servlet.HandlerExceptionResolver")
    static class ServletWebConfiguration {

        @Bean
        @ConditionalOnMissingBean
        FeatureDisabledExceptionResolver featureDisabledExceptionResolver() {
            return new FeatureDisabledExceptionResolver();
        }

        // Spring applies it to each DispatcherServlet that has an application context of its own.
        // Spring Boot finds it by its type. An application that injects its own must not get this one.
        @Bean(autowireCandidate = false)
        ServletContextInitializer featureToggleServletContexts() {
            String initializer = ToggledContexts.class.getName();
            return servletContext -> {
                if (!servletContext.setInitParameter(ContextLoader.GLOBAL_INITIALIZER_CLASSES_PARAM, initializer)) {
                    // The application has initializers of its own, which a second value cannot join.
                    servletContext
                            .getServletRegistrations()
                            .values()
                            .forEach(servlet -> servlet.setInitParameter(
                                    ContextLoader.CONTEXT_INITIALIZER_CLASSES_PARAM, initializer));
                }
            };
        }
    }

    /** On Spring WebFlux. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(name = "org.springframework.web.server.WebExceptionHandler")
    static class ReactiveWebConfiguration {

        @Bean
        @ConditionalOnMissingBean
        FeatureDisabledWebExceptionHandler featureDisabledWebExceptionHandler() {
            return new FeatureDisabledWebExceptionHandler();
        }
    }

    /** On Spring for GraphQL, over any transport. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.graphql.execution.DataFetcherExceptionResolver",
                "org.springframework.web.ErrorResponse",
                "reactor.core.publisher.Mono"
            })
    static class GraphQlConfiguration {

        @Bean
        @ConditionalOnMissingBean
        FeatureDisabledGraphQlResolver featureDisabledGraphQlResolver() {
            return new FeatureDisabledGraphQlResolver();
        }
    }
}
