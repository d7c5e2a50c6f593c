package io.featureflags.openfeature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import io.featureflags.testing.SettableStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The table of results: value, variant, reason and error code of each case. */
@Tag("openfeature")
class ProviderAnswersTests {

    private static final String NUMBERS =
            "{\"int\":1.0,\"most\":2147483647,\"more\":2147483648,\"half\":1.5,\"odd\":9007199254740993,"
                    + "\"huge\":1e300,\"list\":[1,\"a\",null,{\"b\":true}],\"nothing\":null}";

    private final SettableStore store = new SettableStore();

    private ConfigurableApplicationContext context;

    private Client client;

    private FeatureFlagsProvider provider;

    @BeforeEach
    void start() {
        store.set("on", "true");
        store.set("off", "false");
        store.set("half", "{\"percentage\":50}");
        store.set("broken", "{\"percentage\":");
        store.set("color", variant("\"red\""));
        store.set("whole", variant("1.0"));
        store.set("part", variant("1.5"));
        store.set("long", variant("9007199254740993"));
        store.set("huge", variant("1e400"));
        store.set("yes", variant("true"));
        store.set("object", variant(NUMBERS));
        store.set("endless", variant("{\"a\":[1e400]}"));
        store.set("empty", "{\"enabled\":false,\"variants\":[{\"name\":\"a\",\"value\":\"x\"}]}");
        store.set("quiet", "{\"enabled\":false,\"offVariant\":\"a\",\"variants\":[{\"name\":\"a\",\"value\":\"x\"}]}");
        store.set("owned", "{\"enabled\":true,\"owner\":\"team-a\",\"expires\":\"2099-12-31\"}");
        context = Applications.with(store)
                .properties(Applications.ISOLATED, "feature-flags.flags.configured.enabled=true")
                .run();
        client = context.getBean(Client.class);
        provider = context.getBean(FeatureFlagsProvider.class);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private static String variant(String value) {
        return "{\"enabled\":true,\"variants\":[{\"name\":\"v\",\"value\":" + value + "}]}";
    }

    @Test
    void theSdkIsThatOfThisRun() {
        assertThat(OpenFeatureAPI.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .contains("sdk-" + System.getProperty("openfeature.version", ""));
    }

    @Test
    void theProviderHasItsNameAndIsEqualToItselfOnly() {
        assertThat(provider.getMetadata().getName()).isEqualTo("feature-flags");
        assertThat(context.getBean(OpenFeatureAPI.class).getProvider()).isSameAs(provider);
        assertThat(client.getMetadata().getDomain()).isNull();
        assertThat(provider).isNotEqualTo(Applications.failing());
    }

    @ParameterizedTest
    @CsvSource({
        "on, true, on, STATIC, REDIS",
        "off, false, off, DISABLED, REDIS",
        "configured, true, on, DEFAULT, CONFIGURATION",
        "yes, true, v, STATIC, REDIS"
    })
    void booleans(String flag, boolean value, String variant, String reason, String source) {
        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails(flag, !value);

        assertThat(details.getValue()).isEqualTo(value);
        assertThat(details.getVariant()).isEqualTo(variant);
        assertThat(details.getReason()).isEqualTo(reason);
        assertThat(details.getErrorCode()).isNull();
        assertThat(details.getFlagMetadata().asUnmodifiableMap()).isEqualTo(Map.of("source", source));
    }

    @Test
    void aRolloutDecidesByTheUser() {
        List<Boolean> answers = Stream.iterate(0, user -> user + 1)
                .limit(100)
                .map(user -> client.getBooleanDetails("half", false, new ImmutableContext("user" + user)))
                .peek(details -> assertThat(details.getReason()).isEqualTo("SPLIT"))
                .map(FlagEvaluationDetails::getValue)
                .toList();

        assertThat(answers).contains(true, false);
    }

    @Test
    void variantsOfEachType() {
        assertThat(client.getStringValue("color", "x")).isEqualTo("red");
        assertThat(client.getStringDetails("color", "x").getVariant()).isEqualTo("v");
        assertThat(client.getIntegerValue("whole", 7)).isEqualTo(1);
        assertThat(client.getDoubleValue("whole", 7.0)).isEqualTo(1.0);
        assertThat(client.getDoubleValue("part", 7.0)).isEqualTo(1.5);
        assertThat(client.getStringDetails("quiet", "y"))
                .returns("x", FlagEvaluationDetails::getValue)
                .returns("a", FlagEvaluationDetails::getVariant)
                .returns("DISABLED", FlagEvaluationDetails::getReason);
    }

    @Test
    void offWithoutAValueIsTheDefaultOfTheCaller() {
        assertThat(client.getStringDetails("empty", "mine"))
                .returns("mine", FlagEvaluationDetails::getValue)
                .returns(null, FlagEvaluationDetails::getVariant)
                .returns("DISABLED", FlagEvaluationDetails::getReason)
                .returns(null, FlagEvaluationDetails::getErrorCode);
    }

    @Test
    void noValueIsNullWithoutAnErrorCode() {
        for (String flag : List.of("on", "off", "half", "broken", "color", "empty", "object", "unknown")) {
            List<ProviderEvaluation<?>> answers = List.of(
                    provider.getBooleanEvaluation(flag, null, ImmutableContext.EMPTY),
                    provider.getStringEvaluation(flag, null, ImmutableContext.EMPTY),
                    provider.getIntegerEvaluation(flag, null, ImmutableContext.EMPTY),
                    provider.getLongEvaluation(flag, null, ImmutableContext.EMPTY),
                    provider.getDoubleEvaluation(flag, null, ImmutableContext.EMPTY),
                    provider.getObjectEvaluation(flag, null, ImmutableContext.EMPTY));
            assertThat(answers).allMatch(answer -> (answer.getValue() == null) == (answer.getErrorCode() != null));
        }
        assertThat(provider.getStringEvaluation("empty", null, ImmutableContext.EMPTY)
                        .getErrorCode())
                .isEqualTo(ErrorCode.GENERAL);
    }

    static Stream<Function<FeatureFlagsProvider, ProviderEvaluation<?>>> mismatches() {
        EvaluationContext user = new ImmutableContext("ada");
        return Stream.of(
                provider -> provider.getBooleanEvaluation("color", true, user),
                provider -> provider.getStringEvaluation("on", "d", user),
                provider -> provider.getStringEvaluation("whole", "d", user),
                provider -> provider.getIntegerEvaluation("part", 7, user),
                provider -> provider.getIntegerEvaluation("long", 7, user),
                provider -> provider.getLongEvaluation("part", 7L, user),
                provider -> provider.getDoubleEvaluation("huge", 7.0, user),
                provider -> provider.getDoubleEvaluation("color", 7.0, user),
                provider -> provider.getObjectEvaluation("color", new Value("d"), user),
                provider -> provider.getObjectEvaluation("endless", new Value("d"), user));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void anotherTypeIsTheDefaultOfTheCaller(Function<FeatureFlagsProvider, ProviderEvaluation<?>> call) {
        ProviderEvaluation<?> answer = call.apply(provider);

        assertThat(answer.getValue()).isIn(true, "d", 7, 7L, 7.0, new Value("d"));
        assertThat(answer.getVariant()).isNull();
        assertThat(answer.getReason()).isEqualTo("ERROR");
        assertThat(answer.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(answer.getErrorMessage()).endsWith("has a value of another type");
    }

    @ParameterizedTest
    @CsvSource({
        "half, TARGETING_KEY_MISSING, depends on the user",
        "broken, PARSE_ERROR, is not understood",
        "unknown, FLAG_NOT_FOUND, is unknown",
        "white space, FLAG_NOT_FOUND, is unknown"
    })
    void ourErrors(String flag, ErrorCode code, String message) {
        for (boolean otherwise : new boolean[] {true, false}) {
            FlagEvaluationDetails<Boolean> details = client.getBooleanDetails(flag, otherwise);

            assertThat(details.getValue()).isEqualTo(otherwise);
            assertThat(details.getVariant()).isNull();
            assertThat(details.getReason()).isEqualTo("ERROR");
            assertThat(details.getErrorCode()).isEqualTo(code);
            assertThat(details.getErrorMessage()).contains("'" + flag + "'", message);
        }
    }

    @Test
    void nothingThrows() {
        FeatureProvider ofSdk = provider;
        for (String flag : Arrays.asList(null, "", " ", "a b", "x".repeat(10_000))) {
            assertThat(ofSdk.getBooleanEvaluation(flag, true, null).getValue()).isTrue();
            assertThat(ofSdk.getObjectEvaluation(flag, null, null).getErrorCode())
                    .isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        }
        FeatureProvider failing = Applications.failing();
        assertThat(failing.getStringEvaluation("a", "d", ImmutableContext.EMPTY))
                .returns("d", ProviderEvaluation::getValue)
                .returns(ErrorCode.GENERAL, ProviderEvaluation::getErrorCode);
        assertThat(failing.getObjectEvaluation("a", null, ImmutableContext.EMPTY)
                        .getErrorCode())
                .isEqualTo(ErrorCode.GENERAL);
        failing.track("a", ImmutableContext.EMPTY, null);
    }

    @Test
    void longsAreExact() {
        assertThat(provider.getLongEvaluation("long", 0L, ImmutableContext.EMPTY)
                        .getValue())
                .isEqualTo(9007199254740993L);
    }

    @Test
    void numbersOfObjects() {
        Structure object = client.getObjectValue("object", new Value()).asStructure();

        assertThat(number(object, "int")).isEqualTo(1);
        assertThat(number(object, "most")).isEqualTo(2147483647);
        assertThat(number(object, "more")).isEqualTo(2147483648.0);
        assertThat(number(object, "half")).isEqualTo(1.5);
        assertThat(number(object, "odd")).isEqualTo(9007199254740993L);
        assertThat(number(object, "huge")).isEqualTo(1e300);
        assertThat(object.getValue("nothing").isNull()).isTrue();
        List<Value> list = object.getValue("list").asList();
        assertThat(list.get(0).asObject()).isEqualTo(1);
        assertThat(list.get(1).asString()).isEqualTo("a");
        assertThat(list.get(2).isNull()).isTrue();
        assertThat(list.get(3).asStructure().getValue("b").asBoolean()).isTrue();
    }

    private static @Nullable Object number(Structure object, String name) {
        return object.getValue(name).asObject();
    }

    @Test
    void metadataFollowTheValue() {
        assertThat(client.getBooleanDetails("owned", false).getFlagMetadata().asUnmodifiableMap())
                .isEqualTo(Map.of("source", "REDIS", "owner", "team-a", "expires", "2099-12-31"));

        store.set("owned", "{\"enabled\":true,\"owner\":\"team-b\"}");

        assertThat(client.getBooleanDetails("owned", false).getFlagMetadata().asUnmodifiableMap())
                .isEqualTo(Map.of("source", "REDIS", "owner", "team-b"));
    }
}
