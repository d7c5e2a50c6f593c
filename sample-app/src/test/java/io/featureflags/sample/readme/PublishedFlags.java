package io.featureflags.sample.readme;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Lets requests of flags through to OFREP, which decides by itself who may evaluate them. */
class PublishedFlags {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        http.authorizeHttpRequests(requests -> requests.requestMatchers("/ofrep/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/ofrep/**"));
        return http.httpBasic(withDefaults()).build();
    }
}
