package io.featureflags.autoconfigure;

import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.ReactiveWriteMapping;
import io.featureflags.actuate.ServletWriteMapping;
import io.featureflags.actuate.WebAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Writes of flags whose value is an object, wherever the application has its endpoints. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(FeatureFlagsEndpoint.class)
@Import({
    FlagWritesManagementConfiguration.ServletConfiguration.class,
    FlagWritesManagementConfiguration.ReactiveConfiguration.class
})
class FlagWritesManagementConfiguration {

    private static final EndpointId ID = EndpointId.of(FeatureFlagsEndpoint.ID);

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(name = "org.springframework.web.servlet.DispatcherServlet")
    static class ServletConfiguration {

        @Bean
        ServletWriteMapping featureFlagServletWriteMapping(
                PathMappedEndpoints endpoints, EndpointAccessResolver access, WebAnswers answers) {
            return new ServletWriteMapping(pathForWrites(endpoints, access), answers);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(name = "org.springframework.web.reactive.DispatcherHandler")
    static class ReactiveConfiguration {

        @Bean
        ReactiveWriteMapping featureFlagReactiveWriteMapping(
                PathMappedEndpoints endpoints, EndpointAccessResolver access, WebAnswers answers) {
            return new ReactiveWriteMapping(pathForWrites(endpoints, access), answers);
        }
    }

    /** The path of the endpoint; null if it is not on the web, or may be read only. */
    private static @Nullable String pathForWrites(PathMappedEndpoints endpoints, EndpointAccessResolver access) {
        boolean mayWrite = access.accessFor(ID, Access.UNRESTRICTED) == Access.UNRESTRICTED;
        return mayWrite ? endpoints.getPath(ID) : null;
    }
}
