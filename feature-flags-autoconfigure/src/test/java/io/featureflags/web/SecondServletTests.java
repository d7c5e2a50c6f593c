package io.featureflags.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** A second DispatcherServlet, with an application context of its own, routes its controllers. */
class SecondServletTests {

    @Test
    void routesItsControllers() throws Exception {
        assertThat(get("/yard/gate", "--management.server.port=0")).isEqualTo("by key");
    }

    @Test
    void routesBesideInitializersOfTheApplication() throws Exception {
        String ofApplication = "--server.servlet.context-parameters.globalInitializerClasses=" + Fence.class.getName();
        assertThat(get("/yard/gate", ofApplication)).isEqualTo("by key");
        assertThat(get("/yard/fence", ofApplication)).isEqualTo("closed");
    }

    private static String get(String path, String property) throws Exception {
        try (ConfigurableApplicationContext context = SpringApplication.run(
                Depot.class,
                "--server.port=0",
                "--feature-flags.store=memory",
                "--spring.jmx.enabled=false",
                property)) {
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .build();
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return response.body();
        }
    }

    /** An initializer of the application. */
    static class Fence implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("fence", "closed"));
        }
    }

    /** The application, which adds the servlet without a registration bean. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Depot {

        @Bean
        ServletContextInitializer yard() {
            return servletContext -> {
                AnnotationConfigWebApplicationContext own = new AnnotationConfigWebApplicationContext();
                own.register(Yard.class);
                servletContext.addServlet("yard", new DispatcherServlet(own)).addMapping("/yard/*");
            };
        }
    }

    /** The context of the servlet. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @Import(Gate.class)
    static class Yard {}

    /** A controller of the servlet. */
    @RestController
    static class Gate {

        @Autowired
        @Qualifier("fence")
        private ObjectProvider<String> fence;

        @FeatureToggle(value = "number_plates", fallback = "byKey")
        @GetMapping("/gate")
        public String open() {
            return "by number plate";
        }

        @GetMapping("/fence")
        public String fence() {
            return fence.getObject();
        }

        String byKey() {
            return "by key";
        }
    }
}
