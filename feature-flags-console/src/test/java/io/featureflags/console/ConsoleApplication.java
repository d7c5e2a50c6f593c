package io.featureflags.console;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;

/**
 * Application with the console behind Spring Security, on a real server. Viewers read and editors write, unless all is open
 * to all. The password of each user is the name.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ConsoleApplication {

    static final String OPEN = "test.open=true";

    private static final String VIEWER = "VIEWER";

    private static final String EDITOR = "EDITOR";

    private static List<UserDetails> users() {
        return Stream.of("viewer", "editor")
                .map(name -> User.withUsername(name)
                        .password("{noop}" + name)
                        .roles(name.equals("viewer") ? VIEWER : EDITOR)
                        .build())
                .toList();
    }

    private static boolean isOpen(Environment environment) {
        return environment.getProperty("test.open", Boolean.class, false);
    }

    private static String csrf(Environment environment) {
        return environment.getProperty("test.csrf", "none");
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class ServletLogins {

        @Bean
        @ConditionalOnProperty(name = "test.rules", havingValue = "paths", matchIfMissing = true)
        SecurityFilterChain chain(HttpSecurity http, Environment environment) {
            return withCsrf(http, environment)
                    .authorizeHttpRequests(requests -> {
                        if (isOpen(environment)) {
                            requests.anyRequest().permitAll();
                        } else {
                            requests.requestMatchers(HttpMethod.GET, "/**")
                                    .hasAnyRole(VIEWER, EDITOR)
                                    .anyRequest()
                                    .hasRole(EDITOR);
                        }
                    })
                    .httpBasic(withDefaults())
                    .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src *")))
                    .build();
        }

        private static HttpSecurity withCsrf(HttpSecurity http, Environment environment) {
            return switch (csrf(environment)) {
                case "none" -> http.csrf(csrf -> csrf.disable());
                case "cookie" -> http.csrf(csrf -> csrf.spa());
                default -> http;
            };
        }

        /** Not the manager itself, which hashes passwords at the first login: each request would take 80 ms. */
        @Bean
        @SuppressWarnings("UnnecessaryMethodReference") // The object would have more interfaces.
        UserDetailsService logins() {
            return new InMemoryUserDetailsManager(users())::loadUserByUsername;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class ReactiveLogins {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http, Environment environment) {
            switch (csrf(environment)) {
                case "none" -> http.csrf(csrf -> csrf.disable());
                case "cookie" ->
                    http.csrf(csrf -> csrf.csrfTokenRepository(CookieServerCsrfTokenRepository.withHttpOnlyFalse()));
                default -> {}
            }
            return http.authorizeExchange(requests -> {
                        if (isOpen(environment)) {
                            requests.anyExchange().permitAll();
                        } else {
                            requests.pathMatchers(HttpMethod.GET, "/**")
                                    .hasAnyRole(VIEWER, EDITOR)
                                    .anyExchange()
                                    .hasRole(EDITOR);
                        }
                    })
                    .httpBasic(withDefaults())
                    .anonymous(withDefaults())
                    .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src *")))
                    .build();
        }

        @Bean
        @SuppressWarnings("UnnecessaryMethodReference") // The object would have more interfaces.
        ReactiveUserDetailsService logins() {
            return new MapReactiveUserDetailsService(users())::findByUsername;
        }
    }

    /** Starts the application on random ports. */
    static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        return start(type, List.of(ConsoleApplication.class), List.of(properties));
    }

    static ConfigurableApplicationContext start(
            WebApplicationType type, List<Class<?>> configurations, List<String> properties) {
        Stream<String> common = Stream.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "management.endpoints.web.exposure.include=*",
                "feature-flags.store=memory",
                "feature-flags.flags.checkout.enabled=true",
                "feature-flags.flags.basket.enabled=false",
                type == WebApplicationType.REACTIVE
                        ? "feature-flags.console.writers=ROLE_EDITOR"
                        : "feature-flags.console.reason=required");
        Map<String, String> arguments = new LinkedHashMap<>(); // Twice the same argument would be a list of two values.
        Stream.concat(common, properties.stream())
                .forEach(property -> arguments.put(property.substring(0, property.indexOf('=')), "--" + property));
        return new SpringApplicationBuilder(configurations.toArray(Class<?>[]::new))
                .web(type)
                .run(arguments.values().toArray(String[]::new));
    }
}
