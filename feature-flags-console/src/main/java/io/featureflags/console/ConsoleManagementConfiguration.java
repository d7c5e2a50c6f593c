package io.featureflags.console;

import io.featureflags.actuate.FeatureFlagsEndpoint;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Mono;

/** Routes the requests of the page, on the port where the application exposes its endpoints. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(FeatureFlagsEndpoint.class)
@ConditionalOnBean(ConsolePage.class)
class ConsoleManagementConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(name = "org.springframework.web.servlet.DispatcherServlet")
    static class ServletConsoleConfiguration {

        @Bean
        ServletConsoleMapping featureFlagServletConsoleMapping(
                ConsoleEndpoint endpoint, ConsolePage page, BeanFactory beans, ResourceLoader loader) {
            boolean hasCsrf =
                    ClassUtils.isPresent("org.springframework.security.web.csrf.CsrfFilter", loader.getClassLoader());
            return new ServletConsoleMapping(
                    endpoint.path(), page, request -> hasCsrf ? ServletSecurity.csrf(request, beans) : null);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(name = "org.springframework.web.reactive.DispatcherHandler")
    static class ReactiveConsoleConfiguration {

        @Bean
        ReactiveConsoleMapping featureFlagReactiveConsoleMapping(
                ConsoleEndpoint endpoint, ConsolePage page, ResourceLoader loader) {
            boolean hasCsrf = ClassUtils.isPresent(
                    "org.springframework.security.web.server.csrf.CsrfToken", loader.getClassLoader());
            return new ReactiveConsoleMapping(
                    endpoint.path(), page, hasCsrf ? ReactiveCsrf::of : exchange -> Mono.empty());
        }
    }
}
