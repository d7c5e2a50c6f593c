package io.featureflags.autoconfigure;

import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.LazyOperations;
import io.featureflags.actuate.ReactiveWriteMapping;
import io.featureflags.actuate.ServletWriteMapping;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;

/** Routes writes whose value is an object, on the port where the application exposes its endpoints. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(FeatureFlagsEndpoint.class)
@ConditionalOnBean(LazyOperations.class)
class FlagWritesManagementConfiguration {

    private static final EndpointId ID = EndpointId.of(FeatureFlagsEndpoint.ID);

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(name = "org.springframework.web.servlet.DispatcherServlet")
    static class ServletWritesConfiguration {

        @Bean
        ServletWriteMapping featureFlagServletWriteMapping(
                PathMappedEndpoints endpoints,
                EndpointAccessResolver access,
                LazyOperations operations,
                ObjectProvider<CorsEndpointProperties> cors) {
            ServletWriteMapping mapping = new ServletWriteMapping(endpoints.getPath(ID), mayWrite(access), operations);
            mapping.setCorsConfigurations(rules(cors));
            return mapping;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(name = "org.springframework.web.reactive.DispatcherHandler")
    static class ReactiveWritesConfiguration {

        @Bean
        ReactiveWriteMapping featureFlagReactiveWriteMapping(
                PathMappedEndpoints endpoints,
                EndpointAccessResolver access,
                LazyOperations operations,
                ObjectProvider<CorsEndpointProperties> cors) {
            ReactiveWriteMapping mapping =
                    new ReactiveWriteMapping(endpoints.getPath(ID), mayWrite(access), operations);
            mapping.setCorsConfigurations(rules(cors));
            return mapping;
        }
    }

    private static boolean mayWrite(EndpointAccessResolver access) {
        return access.accessFor(ID, Access.UNRESTRICTED) == Access.UNRESTRICTED;
    }

    /** Returns the CORS rules that the application has for all endpoints. */
    private static Map<String, CorsConfiguration> rules(ObjectProvider<CorsEndpointProperties> properties) {
        CorsEndpointProperties found = properties.getIfAvailable();
        CorsConfiguration cors = found == null ? null : found.toCorsConfiguration();
        return cors == null ? Map.of() : Map.of("/**", cors);
    }
}
