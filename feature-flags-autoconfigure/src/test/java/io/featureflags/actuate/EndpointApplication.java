package io.featureflags.actuate;

import io.featureflags.FeatureToggle;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Application with the endpoint on a real server. A header is its login. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class EndpointApplication {

    static final String USER = "X-User";

    /** Public, since a class loader that hides classes defines the proxies, which must see this class. */
    public static class Shop {

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

    /** Starts the application in memory, with a random port. */
    static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        return start(type, EndpointApplication.class.getClassLoader(), properties);
    }

    /** Starts the application with the classes that a class loader has. */
    static ConfigurableApplicationContext start(WebApplicationType type, ClassLoader classes, String... properties) {
        return run(type, List.of(EndpointApplication.class), classes, List.of(properties));
    }

    /** Starts the application with further configurations. */
    static ConfigurableApplicationContext start(
            WebApplicationType type, List<Class<?>> configurations, List<String> properties) {
        return run(type, configurations, EndpointApplication.class.getClassLoader(), properties);
    }

    private static ConfigurableApplicationContext run(
            WebApplicationType type, List<Class<?>> configurations, ClassLoader classes, List<String> properties) {
        Stream<String> common = Stream.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "management.endpoints.web.exposure.include=*",
                "feature-flags.store=memory",
                "feature-flags.flags.checkout.enabled=true",
                "feature-flags.flags.checkout.owner=team-checkout",
                "feature-flags.flags.checkout.expires=2999-12-31",
                "feature-flags.flags.[shop.basket:v2].enabled=false");
        Map<String, String> arguments = new LinkedHashMap<>(); // Twice the same argument would be a list of two values.
        Stream.concat(common, properties.stream())
                .forEach(property -> arguments.put(property.substring(0, property.indexOf('=')), "--" + property));
        return new SpringApplicationBuilder(configurations.toArray(Class<?>[]::new))
                .resourceLoader(new DefaultResourceLoader(classes))
                .web(type)
                .run(arguments.values().toArray(String[]::new));
    }

    /** Starts the application, changes a flag over HTTP and prints the responses, also after processing ahead of time. */
    public static void main(String[] args) {
        try (ConfigurableApplicationContext context = SpringApplication.run(EndpointApplication.class, args)) {
            Shop shop = context.getBean(Shop.class);
            EndpointClient anonymous = EndpointClient.of(context);
            EndpointClient ada = anonymous.with(USER, "ada");
            Map<String, Object> change = Map.of("value", Map.of("percentage", 0), "reason", "canary");
            System.out.println("before: " + shop.checkout());
            System.out.println(
                    "anonymous: " + anonymous.post("/checkout", change).statusCode());
            System.out.println("ada: " + ada.post("/checkout", change).body());
            System.out.println("after: " + shop.checkout());
            System.out.println("history: " + ada.get("/checkout/history").body());
            System.out.println(
                    "explain: " + ada.get("/checkout/explain?user=grace").body());
            System.out.println("all: " + ada.get("").body());
            System.out.println(
                    "unreadable: " + ada.send("POST", "/checkout", "{").statusCode());
            System.out.println("other: " + ada.delete("/checkout?name=basket").statusCode());
            System.out.println("delete: " + ada.delete("/checkout").statusCode());
        }
    }

    static int port(ConfigurableApplicationContext context, String of) {
        return context.getBean(Environment.class).getRequiredProperty(of, Integer.class);
    }
}
