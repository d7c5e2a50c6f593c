package io.featureflags.actuate;

import io.featureflags.FeatureToggle;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.LinkedHashMap;
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

/** An application with the endpoint on a real server. Its logins are no more than a header. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class EndpointApplication {

    static final String USER = "X-User";

    /** Public, since what another class loader hides is hidden by a proxy of its own, which must see this one. */
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

    /** Starts it in memory, with a random port. */
    static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        return start(type, EndpointApplication.class.getClassLoader(), properties);
    }

    /** The same, with the classes that a class loader has. */
    static ConfigurableApplicationContext start(WebApplicationType type, ClassLoader classes, String... properties) {
        Stream<String> common = Stream.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "management.endpoints.web.exposure.include=*",
                "feature-flags.store=memory",
                "feature-flags.flags.checkout.enabled=true",
                "feature-flags.flags.checkout.owner=team-checkout",
                "feature-flags.flags.checkout.expires=2999-12-31",
                "feature-flags.flags.[shop.basket:v2].enabled=false");
        Map<String, String> arguments =
                new LinkedHashMap<>(); // A property that is given twice would be a list of both.
        Stream.concat(common, Stream.of(properties))
                .forEach(property -> arguments.put(property.substring(0, property.indexOf('=')), "--" + property));
        return new SpringApplicationBuilder(EndpointApplication.class)
                .resourceLoader(new DefaultResourceLoader(classes))
                .web(type)
                .run(arguments.values().toArray(String[]::new));
    }

    /** Starts it, changes a flag over HTTP and prints the answers: what of it was processed ahead of time does all that. */
    public static void main(String[] args) {
        try (ConfigurableApplicationContext context = SpringApplication.run(EndpointApplication.class, args)) {
            Shop shop = context.getBean(Shop.class);
            EndpointClient nobody = EndpointClient.of(context);
            EndpointClient ada = nobody.with(USER, "ada");
            Map<String, Object> change = Map.of("value", Map.of("percentage", 0), "reason", "canary");
            System.out.println("before: " + shop.checkout());
            System.out.println("nobody: " + nobody.post("/checkout", change).statusCode());
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
