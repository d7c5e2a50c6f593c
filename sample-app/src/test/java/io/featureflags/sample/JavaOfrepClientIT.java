package io.featureflags.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.featureflags.testing.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags of the packaged shop, by the OFREP provider of OpenFeature for Java. */
class JavaOfrepClientIT {

    private static final Duration SEEN = Duration.ofSeconds(10);

    private static final String KEY = "key-of-the-test";

    private static final List<String> FLAGS = List.of(
            "client_text",
            "client_whole",
            "client_exact",
            "client_object",
            "client_plain",
            "client_split",
            "client_austria",
            "client_broken");

    private static RedisProcess redis;

    private static SampleProcess open;

    private static SampleProcess keyed;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        set("client_text", one("\"red\""));
        set("client_whole", one("7"));
        set("client_exact", one("2.5"));
        set("client_object", one("{\"title\": \"Sale\", \"items\": [1, 2.5], \"deep\": {\"on\": true}}"));
        set("client_plain", "true");
        set("client_off", "{\"enabled\": false, \"variants\": [{\"name\": \"one\", \"value\": \"red\"}]}");
        set("client_split", "{\"enabled\": true, \"variants\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}");
        set(
                "client_austria",
                "{\"rules\": [{\"if\": [{\"attribute\": \"country\", \"operator\": \"in\", \"values\": [\"AT\"]}]}]}");
        set("client_broken", "{\"percentage\": 1000}");
        set("hidden", "true");
        String port = "--spring.data.redis.port=" + redis.port();
        String flags = "--feature-flags.ofrep.flags=button_color,client_*";
        open = SampleProcess.start(port, flags);
        keyed = SampleProcess.start(
                port, flags, "--feature-flags.ofrep.anonymous=false", "--feature-flags.ofrep.api-keys.test.key=" + KEY);
        Client first = client();
        Client second = client("keyed", keyed, ImmutableMap.of("X-API-Key", ImmutableList.of(KEY)));
        for (String flag : FLAGS) {
            await().atMost(SEEN).until(() -> isKnown(first, flag) && isKnown(second, flag));
        }
    }

    /** A flag that no code and no property has named is loaded by the first request for it, which is answered before. */
    private static boolean isKnown(Client client, String flag) {
        FlagEvaluationDetails<String> details = client.getStringDetails(flag, "x");
        return details.getErrorCode() != ErrorCode.FLAG_NOT_FOUND;
    }

    @AfterAll
    static void stop() {
        OpenFeatureAPI.getInstance().shutdown();
        open.close();
        keyed.close();
        redis.close();
    }

    private static void set(String flag, String value) {
        redis.run("SET", "feature:" + flag, value);
    }

    private static String one(String value) {
        return "{\"enabled\": true, \"variants\": [{\"name\": \"one\", \"value\": " + value + "}]}";
    }

    private static Client client(
            String domain, SampleProcess shop, ImmutableMap<String, ImmutableList<String>> headers) {
        OpenFeatureAPI api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait(
                domain,
                OfrepProvider.constructProvider(OfrepProviderOptions.builder()
                        .baseUrl("http://localhost:" + shop.port())
                        .headers(headers)
                        .build()));
        return api.getClient(domain);
    }

    private static Client client() {
        return client("open", open, ImmutableMap.of());
    }

    @Test
    void eachTypeOfValue() {
        Client client = client();
        FlagEvaluationDetails<String> text = client.getStringDetails("client_text", "x");
        assertThat(text.getValue()).isEqualTo("red");
        assertThat(text.getVariant()).isEqualTo("one");
        assertThat(text.getReason()).isEqualTo("STATIC");
        assertThat(text.getErrorCode()).isNull();
        assertThat(client.getIntegerValue("client_whole", 1)).isEqualTo(7);
        assertThat(client.getDoubleValue("client_exact", 1.0)).isEqualTo(2.5);
        assertThat(client.getBooleanValue("client_plain", false)).isTrue();
        assertThat(client.getBooleanDetails("client_plain", false).getVariant()).isEqualTo("on");
        Value object = client.getObjectValue("client_object", new Value());
        assertThat(object.asStructure().asObjectMap())
                .isEqualTo(Map.of("title", "Sale", "items", List.of(1, 2.5), "deep", Map.of("on", true)));
    }

    @Test
    void theContextDecides() {
        Client client = client();
        assertThat(client.getStringDetails("client_split", "x", new ImmutableContext("ada"))
                        .getReason())
                .isEqualTo("SPLIT");
        assertThat(client.getStringValue("client_split", "x", new ImmutableContext("ada")))
                .isIn("a", "b");
        Map<String, Value> austria = Map.of("country", new Value("AT"));
        assertThat(client.getBooleanDetails("client_austria", false, new ImmutableContext("ada", austria))
                        .getReason())
                .isEqualTo("TARGETING_MATCH");
        assertThat(client.getBooleanValue("client_austria", true, new ImmutableContext("ada")))
                .isFalse();
    }

    /** This client has one error code for all answers with the status 400, and that of unknown flags without a value. */
    @ParameterizedTest
    @CsvSource({
        "client_unknown,FLAG_NOT_FOUND",
        "hidden,FLAG_NOT_FOUND",
        "client_off,FLAG_NOT_FOUND",
        "client_split,INVALID_CONTEXT",
        "client_broken,INVALID_CONTEXT",
        "client_whole,TYPE_MISMATCH"
    })
    void errorsKeepTheDefault(String flag, ErrorCode code) {
        FlagEvaluationDetails<String> details = client().getStringDetails(flag, "x");
        assertThat(details.getValue()).isEqualTo("x");
        assertThat(details.getErrorCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key", "Authorization"})
    void aKeyIsAccepted(String header) {
        String value = header.equals("Authorization") ? "Bearer " + KEY : KEY;
        Client client = client("keyed " + header, keyed, ImmutableMap.of(header, ImmutableList.of(value)));
        assertThat(client.getStringValue("client_text", "x")).isEqualTo("red");
    }

    @Test
    void aWrongKeyKeepsTheDefault() {
        ImmutableMap<String, ImmutableList<String>> wrong = ImmutableMap.of("X-API-Key", ImmutableList.of("wrong"));
        for (Client client : new Client[] {
            client("wrong", open, wrong), client("wrong too", keyed, wrong), client("without", keyed, ImmutableMap.of())
        }) {
            FlagEvaluationDetails<String> details = client.getStringDetails("client_text", "x");
            assertThat(details.getValue()).isEqualTo("x");
            assertThat(details.getErrorCode()).isEqualTo(ErrorCode.GENERAL);
        }
    }

    @Test
    void changesAreSeen() {
        Client client = client();
        set("client_flip", "false");
        await().atMost(SEEN)
                .until(() -> client.getBooleanDetails("client_flip", true).getErrorCode() == null);
        assertThat(client.getBooleanValue("client_flip", true)).isFalse();
        set("client_flip", "true");
        await().atMost(SEEN).until(() -> client.getBooleanValue("client_flip", false));
    }
}
