package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.AuditEntry;
import io.featureflags.FlagState;
import io.featureflags.FlagWrite;
import io.featureflags.decision.FlagValue;
import io.featureflags.memory.MemoryStore;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The value of a {@code POST} on its way to the ledger: written as a text once, and parsed once. The response describes it
 * in words, for which it is parsed again as long as the local copy does not have it.
 */
class PostedValueTests {

    /** The store does not follow the ledger, so that the local copy does not parse the value as well. */
    @Configuration(proxyBeanMethods = false)
    static class CountedParser {

        @Bean
        CountingParser parser() {
            return new CountingParser();
        }

        @Bean
        SettableStore store() {
            return new SettableStore();
        }

        @Bean
        FlagLedger ledger() {
            return new Ledger(new MemoryStore(Clock.systemUTC(), "shop", 1000, entry -> {}));
        }
    }

    static final class CountingParser implements FlagValueParser {

        private final FlagValueParser parser = new TextFlagValueParser();

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public FlagValue parse(String text) {
            calls.incrementAndGet();
            return parser.parse(text);
        }

        int takeCalls() {
            return calls.getAndSet(0);
        }
    }

    /** Hides that the ledger is a store, too. */
    private record Ledger(FlagLedger ledger) implements FlagLedger {

        @Override
        public FlagState read(String flag) {
            return ledger.read(flag);
        }

        @Override
        public @Nullable AuditEntry write(String flag, @Nullable String value, FlagWrite write) {
            return ledger.write(flag, value, write);
        }

        @Override
        public List<AuditEntry> history(String flag, int limit) {
            return ledger.history(flag, limit);
        }

        @Override
        public @Nullable Set<String> names() {
            return ledger.names();
        }

        @Override
        public @Nullable Set<String> recorded() {
            return ledger.recorded();
        }
    }

    private static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        return EndpointApplication.start(
                type, List.of(EndpointApplication.class, CountedParser.class), List.of(properties));
    }

    private static EndpointClient client(ConfigurableApplicationContext context) {
        return EndpointClient.of(context).with(EndpointApplication.USER, "ada");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void valueIsParsedOnceForTheWriteAndOnceForItsWords(WebApplicationType type) {
        try (ConfigurableApplicationContext context = start(type)) {
            EndpointClient client = client(context);
            CountingParser parser = context.getBean(CountingParser.class);
            Map<Object, String> values = Map.of(
                    "10%",
                    "10%",
                    true,
                    "true",
                    Map.of("percentage", 0.5),
                    "{\"percentage\": 0.5}",
                    Map.of("users", List.of("ada", "grace")),
                    "{\"users\": [\"ada\", \"grace\"]}");
            values.forEach((value, text) -> {
                parser.takeCalls();
                String flag = client.post("/checkout", Map.of("value", value)).body();

                assertThat(parser.takeCalls()).as(text).isEqualTo(2);
                assertThat(JsonPath.<String>read(flag, "$.value")).isEqualTo(text);
            });
            parser.takeCalls();
            assertThat(client.delete("/checkout").statusCode()).isEqualTo(200);
            assertThat(parser.takeCalls()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void problemOfAnObjectIsNamedWithAllOthers(WebApplicationType type) {
        try (ConfigurableApplicationContext context = start(type)) {
            EndpointClient client = client(context);
            CountingParser parser = context.getBean(CountingParser.class);
            Map<String, Object> value = Map.of("percentage", 101);
            String problem = "'value' is not understood: field 'percentage'";

            assertThat(problems(client, "/checkout", Map.of("value", value)))
                    .singleElement()
                    .asString()
                    .startsWith(problem);
            parser.takeCalls();
            assertThat(problems(client, "/checkout", Map.of("value", Map.of("percentage", 1), "reason", 7)))
                    .containsExactly("'reason' must be a text.");
            assertThat(parser.takeCalls()).isOne();
            List<String> all = problems(client, "/checkout", Map.of("value", value, "reason", 7, "x", 1));
            assertThat(all).hasSize(3);
            assertThat(all.get(0)).startsWith("Unknown field 'x'");
            assertThat(all.get(1)).startsWith(problem);
            assertThat(all.get(2)).isEqualTo("'reason' must be a text.");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void problemOfAnObjectComesBeforeUnknownFlagAndSize(WebApplicationType type) {
        try (ConfigurableApplicationContext context = start(type, "feature-flags.redis.max-value-size=1KB")) {
            EndpointClient client = client(context);
            Map<String, Object> large = Map.of("percentage", 101, "description", "d".repeat(1024));

            assertThat(problems(client, "/unknown", Map.of("value", Map.of("percentage", 101))))
                    .singleElement()
                    .asString()
                    .startsWith("'value' is not understood: field 'percentage'");
            assertThat(problems(client, "/checkout", Map.of("value", large)))
                    .singleElement()
                    .asString()
                    .startsWith("'value' is not understood: field 'percentage'");
            assertThat(client.post("/unknown", Map.of("value", Map.of("percentage", 1)))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static List<String> problems(EndpointClient client, String path, Map<String, ?> fields) {
        var response = client.post(path, fields);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return JsonPath.read(response.body(), "$.problems");
    }
}
