package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The words for each form of a value. */
class StateInWordsTests {

    @Test
    void describesEachFormOfAValue() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("true", "on");
        expected.put("FALSE", "off");
        expected.put("0%", "off");
        expected.put("0.5%", "on for 0.5 %");
        expected.put("100%", "on");
        expected.put("{\"enabled\": false, \"percentage\": 10}", "off");
        expected.put("{\"users\": [\"a\"]}", "on for 1 named user");
        expected.put("{\"users\": [\"a\", \"b\"], \"excluded\": [\"b\"]}", "on for 1 named user");
        expected.put("{\"excluded\": [\"a\", \"b\"]}", "on, except 2 excluded users");
        expected.put("{\"percentage\": 5, \"excluded\": [\"a\"]}", "on for 5 %, except 1 excluded user");
        expected.put("{\"percentage\": 5, \"bucketBy\": \"tenant\"}", "on for 5 % by tenant");
        String rule =
                "{\"if\": [{\"attribute\": \"c\", \"operator\": \"in\", \"values\": [\"DE\"]}], \"percentage\": %}";
        expected.put(
                "{\"users\": [\"a\", \"b\"], \"percentage\": 1, \"rules\": [" + rule.replace("%", "50") + "]}",
                "on for 1 %, 2 named users and users of 1 rule");
        expected.put("{\"percentage\": 100, \"rules\": [" + rule.replace("%", "0") + "]}", "on, limited by 1 rule");
        expected.put("{\"from\": \"2998-12-01T00:00:00Z\"}", "off until 2998-12-01T00:00:00Z");
        expected.put("{\"until\": \"2001-01-01T00:00:00Z\"}", "off since 2001-01-01T00:00:00Z");
        expected.put(
                "{\"percentage\": 20, \"until\": \"2998-01-01T00:00:00Z\"}", "on for 20 % until 2998-01-01T00:00:00Z");
        expected.put("{\"requires\": [\"shop.basket:v2\"]}", "off: it requires shop.basket:v2, which is off");
        expected.put("{\"requires\": [\"checkout\"]}", "off: it requires checkout, which is off");
        expected.put("{\"requires\": [\"partial\"]}", "on, where partial is on");
        try (ConfigurableApplicationContext context = EndpointApplication.start(WebApplicationType.SERVLET)) {
            EndpointClient client = EndpointClient.of(context).with(EndpointApplication.USER, "ada");
            client.post("/partial", Map.of("value", "10%", "create", true));
            expected.forEach((value, words) -> {
                String written =
                        client.post("/checkout", Map.of("value", value)).body();
                assertThat(JsonPath.<String>read(written, "$.state")).as(value).isEqualTo(words);
                assertThat(JsonPath.<String>read(client.get("/checkout").body(), "$.state"))
                        .as(value)
                        .isEqualTo(words);
            });
            assertThat(JsonPath.<String>read(client.delete("/checkout").body(), "$.state"))
                    .isEqualTo("on, from application.yml");
            assertThat(JsonPath.<String>read(client.delete("/partial").body(), "$.state"))
                    .isEqualTo("off: the flag is unknown");
        }
    }
}
