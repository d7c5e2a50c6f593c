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
 * Permissions: the shop is open to all users, the endpoints to two users for the demonstration. A viewer reads flags, an
 * editor changes them as well.
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
                // There is no session that another site could use. Browsers send the credentials of the console with
                // each request, which is why the console and the endpoint accept changes as JSON only.
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /**
     * For the demonstration only: each password is the name. The manager itself would hash it at the first login, so that each
     * request of a browser would take 80 ms.
     */
    @Bean
    @SuppressWarnings("UnnecessaryMethodReference") // The manager has more interfaces.
    UserDetailsService users() {
        InMemoryUserDetailsManager users = new InMemoryUserDetailsManager(
                User.withUsername("viewer")
                        .password("{noop}viewer")
                        .roles(VIEWER)
                        .build(),
                User.withUsername("editor")
                        .password("{noop}editor")
                        .roles(EDITOR)
                        .build());
        return users::loadUserByUsername;
    }
}
