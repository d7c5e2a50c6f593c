package com.example.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/** Adding the starter adds its own beans, and changes nothing else in the application. */
@ExtendWith(OutputCaptureExtension.class)
class NothingElseChangesTests {

    private static final Path RECORD = Path.of("target", "without-starter.txt");

    private static final boolean WITH_STARTER = "with".equals(System.getProperty("class-path"));

    /**
     * Two things come with libraries of the starter: Caffeine, with its meters, takes the place of a local map as the
     * cache, and Reactor adds the registry of reactive health.
     */
    private static final Pattern OF_LIBRARIES = Pattern.compile("cacheManager |cacheMetricsRegistrar |reactiveHealth"
            + "|\\S*(?i:caffeine)|\\S*(?:SimpleCacheConfiguration|CacheMetricsRegistrarConfiguration"
            + "|ReactiveHealthContributorRegistryConfiguration) ");

    @Test
    void beansAreTheSame(CapturedOutput output) throws IOException {
        try (ConfigurableApplicationContext context = start()) {
            List<String> beans = beans(context);
            assertThat(output).doesNotContain("strict repository configuration mode");
            if (WITH_STARTER) {
                List<String> recorded = Files.readAllLines(RECORD);
                assertThat(beans).hasSizeGreaterThan(100);
                assertThat(beans).isEqualTo(recorded);
            } else {
                Files.write(RECORD, beans);
            }
        }
    }

    @Test
    void cachesSessionsAndHealthDoNotUseRedis() throws Exception {
        // A Redis that accepts connections and never answers: the slowest kind of failure.
        try (ServerSocket hanging = new ServerSocket(0)) {
            try (ConfigurableApplicationContext context = start("spring.data.redis.port=" + hanging.getLocalPort())) {
                long start = System.nanoTime();
                assertThat(get(context, "/find?word=red")).isEqualTo("red 1");
                assertThat(get(context, "/find?word=red")).isEqualTo("red 1");
                assertThat(get(context, "/actuator/health")).contains("\"status\":\"UP\"").doesNotContain("redis\"");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
                assertThat(context.getBean(CacheManager.class).getClass().getName()).doesNotContain("Redis");
                assertThat(context.getBean("sessionRepository").getClass().getName()).contains("Jdbc");
                assertThat(context.getBean(HealthContributorRegistry.class).stream()
                                .map(entry -> entry.name())
                                .filter(name -> !name.equals("featureFlags")))
                        .doesNotContain("redis")
                        .contains("db", "diskSpace", "ping");
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "class-path", matches = "with")
    void storeInMemoryConnectsToNothing() throws IOException {
        try (ServerSocket redis = new ServerSocket(0)) {
            redis.setSoTimeout(1);
            try (ConfigurableApplicationContext context =
                    start("feature-flags.store=memory", "spring.data.redis.port=" + redis.getLocalPort())) {
                assertThat(context.getBean(Books.class).count()).isZero();
                assertThat(accepted(redis)).isFalse();
                assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("feature-flags-io") || name.contains("lettuce"));
            }
        }
    }

    private static boolean accepted(ServerSocket server) throws IOException {
        try (Socket connection = server.accept()) {
            return connection.isConnected();
        } catch (SocketTimeoutException ex) {
            return false;
        }
    }

    private static ConfigurableApplicationContext start(String... properties) {
        SpringApplication application = new SpringApplication(LibraryApplication.class);
        return application.run(Stream.concat(
                        Stream.of("server.port=0"), Arrays.stream(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new));
    }

    /** Returns name and type of each bean that is not one of feature flags. */
    private static List<String> beans(ConfigurableApplicationContext context) {
        TreeSet<String> names = new TreeSet<>(List.of(context.getBeanDefinitionNames()));
        names.addAll(List.of(context.getBeanFactory().getSingletonNames()));
        return names.stream()
                .map(name -> name + " " + type(context, name))
                .filter(bean -> !bean.contains("io.featureflags."))
                .filter(bean -> !OF_LIBRARIES.matcher(bean).lookingAt())
                .toList();
    }

    private static String type(ConfigurableApplicationContext context, String name) {
        Class<?> type = context.getType(name);
        if (type == null) {
            return "null";
        }
        if (Proxy.isProxyClass(type)) {
            return "proxy of " + Arrays.toString(type.getInterfaces());
        }
        return ClassUtils.getUserClass(type).getName().replaceAll("\\$\\$Lambda.*", "\\$\\$Lambda");
    }

    private static String get(ConfigurableApplicationContext context, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
