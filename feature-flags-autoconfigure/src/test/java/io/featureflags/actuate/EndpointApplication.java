package io.featureflags.actuate;

import io.featureflags.FeatureToggle;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** An application with the endpoint on a real server. Its logins are no more than a header. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class EndpointApplication {

    static final String USER = "X-User";

    static class Shop {

        @FeatureToggle(value = "checkout", fallback = "legacyCheckout")
        String checkout() {
            return "new";
        }

        String legacyCheckout() {
            return "legacy";
        }
    }

    @Bean
    Shop shop() {
        return new Shop();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class ServletLogins {

        @Bean
        Filter logins() {
            return (request, response, chain) -> {
                HttpServletRequest http = (HttpServletRequest) request;
                chain.doFilter(
                        new HttpServletRequestWrapper(http) {

                            @Override
                            public @Nullable Principal getUserPrincipal() {
                                String user = getHeader(USER);
                                return user == null ? null : () -> user;
                            }
                        },
                        response);
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class ReactiveLogins {

        @Bean
        WebFilter logins() {
            return (exchange, chain) -> {
                String user = exchange.getRequest().getHeaders().getFirst(USER);
                if (user == null) {
                    return chain.filter(exchange);
                }
                // As Spring Security has it in both places.
                Authentication login = new TestingAuthenticationToken(user, "none", "ROLE_EDITOR");
                return chain.filter(
                                exchange.mutate().principal(Mono.just(login)).build())
                        .contextWrite(ReactiveSecurityContextHolder.withAuthentication(login));
            };
        }
    }

    /** Starts it in memory, with a random port. */
    static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        Stream<String> common = Stream.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "management.endpoints.web.exposure.include=*",
                "feature-flags.store=memory",
                "feature-flags.flags.checkout.enabled=true",
                "feature-flags.flags.checkout.owner=team-checkout",
                "feature-flags.flags.checkout.expires=2999-12-31",
                "feature-flags.flags.[shop.basket:v2].enabled=false");
        return new SpringApplicationBuilder(EndpointApplication.class)
                .web(type)
                .run(Stream.concat(common, Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    static int port(ConfigurableApplicationContext context, String of) {
        return context.getBean(Environment.class).getRequiredProperty(of, Integer.class);
    }
}
