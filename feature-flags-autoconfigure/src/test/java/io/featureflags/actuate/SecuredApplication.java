package io.featureflags.actuate;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * Application with the endpoint behind Spring Security, on a real server. Viewers read and editors write, unless all is open
 * to all. Without a login, both stacks have an anonymous user. The passwords are {@value #PASSWORD}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SecuredApplication {

    static final String OPEN = "test.open-to-all=true";

    static final String PASSWORD = "secret";

    static final String HOSTILE = "eve\r\n2026-11-25 INFO feature_flag_changed flag=forged\u0085\u2028\u202e\u001b[31m"
            + "<script>alert(1)</script>\" version=9-9 \\";

    static final String LONG = "l".repeat(1001);

    static final String BLANK = " ";

    private static final String VIEWER = "VIEWER";

    private static final String EDITOR = "EDITOR";

    private static List<UserDetails> users() {
        return Stream.of("viewer", "editor", HOSTILE, LONG, BLANK)
                .map(name -> User.withUsername(name)
                        .password("{noop}" + PASSWORD)
                        .roles(name.equals("viewer") ? VIEWER : EDITOR)
                        .build())
                .toList();
    }

    private static boolean isOpen(Environment environment) {
        return environment.getProperty("test.open-to-all", Boolean.class, false);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @EnableWebSecurity
    static class ServletLogins {

        @Bean
        SecurityFilterChain chain(HttpSecurity http, Environment environment) {
            return http.authorizeHttpRequests(requests -> {
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
                    .csrf(csrf -> csrf.disable())
                    .build();
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
    @EnableWebFluxSecurity
    static class ReactiveLogins {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http, Environment environment) {
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
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        @SuppressWarnings("UnnecessaryMethodReference") // The object would have more interfaces.
        ReactiveUserDetailsService logins() {
            return new MapReactiveUserDetailsService(users())::findByUsername;
        }
    }

    /** Starts the application in memory, with a random port and the flags {@code checkout} and {@code basket}. */
    static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        Stream<String> common = Stream.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "management.endpoints.web.exposure.include=*",
                "feature-flags.store=memory",
                "feature-flags.flags.checkout.enabled=true",
                "feature-flags.flags.basket.enabled=true");
        return new SpringApplicationBuilder(SecuredApplication.class)
                .web(type)
                .run(Stream.concat(common, Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }
}
