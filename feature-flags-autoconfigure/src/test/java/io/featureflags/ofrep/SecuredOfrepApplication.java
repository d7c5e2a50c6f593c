package io.featureflags.ofrep;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
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

/** An application with logins, whose chains let OFREP through as documented. */
@Configuration(proxyBeanMethods = false)
@Import(OfrepServer.Application.class)
class SecuredOfrepApplication {

    private static final String OFREP = "/ofrep/**";

    private static UserDetails ada() {
        return User.withUsername("ada").password("{noop}secret").roles("BUYER").build();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @EnableWebSecurity
    static class ServletChain {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(OFREP)
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers(OFREP))
                    .httpBasic(withDefaults())
                    .build();
        }

        /** Not the manager itself, which hashes passwords at the first login: each request would take 80 ms. */
        @Bean
        @SuppressWarnings("UnnecessaryMethodReference") // The object would have more interfaces.
        UserDetailsService logins() {
            return new InMemoryUserDetailsManager(ada())::loadUserByUsername;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @EnableWebFluxSecurity
    static class ReactiveChain {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(requests -> requests.pathMatchers(OFREP)
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .httpBasic(withDefaults())
                    .anonymous(withDefaults())
                    .build();
        }

        @Bean
        @SuppressWarnings("UnnecessaryMethodReference") // The object would have more interfaces.
        ReactiveUserDetailsService logins() {
            return new MapReactiveUserDetailsService(ada())::findByUsername;
        }
    }
}
