package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagWrite;
import io.featureflags.test.AutoConfigureFeatureFlags;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Toggled methods of a usual application follow Redis, in combination with its other features. */
@AutoConfigureFeatureFlags(replace = AutoConfigureFeatureFlags.Replace.NONE)
@DirtiesContext // It would report that its Redis has stopped, in the output of other tests.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RoutingTests {

    private static final Redis redis = Redis.start();

    private final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private CheckoutService checkout;

    @Autowired
    private Prices prices;

    @Autowired
    private Purchases purchases;

    @Autowired
    private FeatureFlags flags;

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.port", redis::port);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void allOff() {
        redis.run("DEL", "feature:new_checkout_flow", "feature:new_prices");
        await().until(() -> !flags.isEnabled("new_checkout_flow") && !flags.isEnabled("new_prices"));
    }

    @Test
    void runsOnTheWantedVersion() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("wanted-boot-version"));
    }

    @Test
    void usesTheRedisOfTheApplicationOnlyIfItHasOne() {
        assertThat(context.getBean("featureFlagRedisSource").getClass().getSimpleName())
                .isEqualTo(System.getProperty("wanted-redis-source"));
        assertThat(context.containsBean("redisConnectionFactory"))
                .isEqualTo(System.getProperty("wanted-redis-source").equals("SpringDataSource"));
    }

    @Test
    void changesAreWrittenAndRecorded() {
        FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
        admin.set("new_prices", "true", FlagWrite.by("ada"));
        await().until(() -> flags.isEnabled("new_prices"));
        assertThat(admin.history("new_prices", 1)).extracting(AuditEntry::actor).containsExactly("ada");
    }

    @Test
    void followsRedisBothWays() {
        assertThat(checkout.checkout(false)).isEqualTo("legacy checkout at 10");
        redis.run("SET", "feature:new_checkout_flow", "true");
        await().until(() -> checkout.checkout(false).equals("new checkout at 10"));
        redis.run("SET", "feature:new_prices", "true");
        await().until(() -> checkout.checkout(false).equals("new checkout at 12"));
        redis.run("DEL", "feature:new_checkout_flow");
        await().until(() -> checkout.checkout(false).equals("legacy checkout at 12"));
    }

    @Test
    void theUserOfTheLoginIsTheUserOfTheCall() throws Exception {
        redis.run("SET", "feature:new_checkout_flow", "{\"users\":[\"ada\"]}");
        await().until(() -> get("/checkout", "ada").equals("new checkout at 10"));
        assertThat(get("/checkout", "linus")).isEqualTo("legacy checkout at 10");
        redis.run(
                "SET",
                "feature:new_checkout_flow",
                "{\"rules\":[{\"if\":[{\"attribute\":\"roles\",\"operator\":\"contains\",\"values\":[\"STAFF\"]}]}]}");
        await().until(() -> get("/checkout", "linus").equals("new checkout at 10"));
        assertThat(get("/checkout", "ada")).isEqualTo("legacy checkout at 10");
    }

    @Test
    void anArgumentSelectsTheUser() {
        redis.run("SET", "feature:new_prices", "{\"users\":[\"book\"]}");
        await().until(() -> prices.price("book") == 12);
        assertThat(prices.price("pen")).isEqualTo(10);
    }

    @Test
    void bothImplementationsRunInATransaction() {
        assertRolledBack("legacy");
        redis.run("SET", "feature:new_checkout_flow", "true");
        await().until(() -> flags.isEnabled("new_checkout_flow"));
        assertRolledBack("new");
    }

    private void assertRolledBack(String code) {
        long before = purchases.countByCode(code);
        assertThatIllegalStateException()
                .isThrownBy(() -> checkout.checkout(true))
                .withMessage(code + " failed");
        assertThat(purchases.countByCode(code)).isEqualTo(before);
        checkout.checkout(false);
        assertThat(purchases.countByCode(code)).isEqualTo(before + 1);
    }

    private String get(String path, String user) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + login)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
