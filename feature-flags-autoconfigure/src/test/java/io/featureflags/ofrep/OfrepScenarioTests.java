package io.featureflags.ofrep;

import static io.featureflags.ofrep.OfrepServer.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.FlagdScenario;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scenarios of the flagd testbed, by HTTP on both web stacks. */
class OfrepScenarioTests {

    private final JsonMapper mapper = new JsonMapper();

    private final OpenApi openApi = new OpenApi();

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void answersAreThoseOfTheScenarios(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.open(type)) {
            FlagdScenario.flags().forEach(server::set);
            assertThat(FlagdScenario.all())
                    .hasSizeGreaterThan(70)
                    .allSatisfy(
                            scenario -> assertAnswer(scenario, server.post(SINGLE + scenario.flag(), body(scenario))));
        }
    }

    private String body(FlagdScenario scenario) {
        Map<String, Object> context = new LinkedHashMap<>(scenario.context().attributes());
        if (scenario.context().targetingKey() != null) {
            context.put("targetingKey", scenario.context().targetingKey());
        }
        return mapper.writeValueAsString(Map.of("context", context));
    }

    private void assertAnswer(FlagdScenario scenario, HttpResponse<String> response) {
        JsonNode answer = mapper.readTree(response.body());
        assertThat(answer.path("key").asString()).isEqualTo(scenario.flag());
        String code = scenario.errorCode();
        if (code != null && !code.equals("TYPE_MISMATCH")) {
            assertThat(response.statusCode()).isEqualTo(code.equals("FLAG_NOT_FOUND") ? 404 : 400);
            assertThat(answer.path("errorCode").asString()).isEqualTo(code);
            return;
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(openApi.violations("serverEvaluationSuccess", response.body()))
                .isEmpty();
        if (code != null) {
            // The client compares the type with that of its default, which the server does not know.
            assertThat(answer.has("value")).isTrue();
            return;
        }
        assertThat(answer.path("reason").asString()).isEqualTo(scenario.reason());
        if (scenario.variant() == null) {
            assertThat(answer.propertyNames()).containsExactlyInAnyOrder("key", "reason");
        } else {
            assertThat(answer.path("variant").asString()).isEqualTo(scenario.variant());
            assertValue(answer.path("value"), scenario.value());
        }
    }

    private void assertValue(JsonNode value, Object expected) {
        if (expected instanceof Number number) {
            assertThat(value.decimalValue()).isEqualByComparingTo(new BigDecimal(number.toString()));
        } else {
            assertThat(value).isEqualTo(mapper.<JsonNode>valueToTree(expected));
        }
    }
}
