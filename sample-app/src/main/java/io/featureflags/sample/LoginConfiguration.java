package io.featureflags.sample;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who may do what: the shop is open to all, the endpoints to two users for the demonstration. A viewer reads, an editor
 * changes flags as well.
 */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

    private static final String VIEWER = "VIEWER";

    private static final String EDITOR = "EDITOR";

    @Bean
    SecurityFilterChain logins(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
                        .permitAll()
                        .requestMatchers(EndpointRequest.toAnyEndpoint().withHttpMethod(HttpMethod.GET))
                        .hasAnyRole(VIEWER, EDITOR)
                        .requestMatchers(EndpointRequest.toAnyEndpoint())
                        .hasRole(EDITOR)
                        .anyRequest()
                        .permitAll())
                .httpBasic(withDefaults())
                // No browser is logged in here: each request brings its user along, so that none can be ridden on.
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** For this demonstration alone: the passwords are the names. */
    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("viewer")
                        .password("{noop}viewer")
                        .roles(VIEWER)
                        .build(),
                User.withUsername("editor")
                        .password("{noop}editor")
                        .roles(EDITOR)
                        .build());
    }
}
