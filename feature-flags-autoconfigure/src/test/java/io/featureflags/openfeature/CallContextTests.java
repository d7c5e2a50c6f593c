package io.featureflags.openfeature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ImmutableStructure;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.Value;
import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.testing.SettableStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The user and the attributes of a call by OpenFeature. */
@Tag("openfeature")
class CallContextTests {

    private final SettableStore store = new SettableStore();

    private final ConfigurableApplicationContext context = Applications.isolated(store, Users.class);

    private final Client client = context.getBean(Client.class);

    private final Users users = context.getBean(Users.class);

    @AfterEach
    void stop() {
        context.close();
    }

    private boolean matches(String condition, Map<String, Value> attributes) {
        store.set("flag", "{\"rules\":[{\"if\":[" + condition + "]}]}");
        return client.getBooleanValue("flag", false, new ImmutableContext("ada", attributes));
    }

    @Test
    void attributesOfEachTypeMatch() throws InstantiationException {
        assertThat(matches("{\"attribute\":\"a\",\"operator\":\"in\",\"values\":[\"x\"]}", Map.of("a", new Value("x"))))
                .isTrue();
        assertThat(matches("{\"attribute\":\"a\",\"operator\":\"in\",\"values\":[true]}", Map.of("a", new Value(true))))
                .isTrue();
        assertThat(matches("{\"attribute\":\"a\",\"operator\":\"in\",\"values\":[7]}", Map.of("a", new Value(7))))
                .isTrue();
        assertThat(matches("{\"attribute\":\"a\",\"operator\":\"in\",\"values\":[7.5]}", Map.of("a", new Value(7.5))))
                .isTrue();
        assertThat(matches(
                        "{\"attribute\":\"a\",\"operator\":\"in\",\"values\":[9007199254740993]}",
                        Map.of("a", new Value((Object) 9007199254740993L))))
                .isTrue();
        assertThat(matches(
                        "{\"attribute\":\"a\",\"operator\":\"before\",\"values\":[\"2030-01-01T00:00:00Z\"]}",
                        Map.of("a", new Value(Instant.parse("2029-01-01T00:00:00Z")))))
                .isTrue();
        assertThat(matches(
                        "{\"attribute\":\"a\",\"operator\":\"in\",\"values\":[\"y\"]}",
                        Map.of("a", new Value(List.of(new Value("x"), new Value(), new Value("y"))))))
                .isTrue();
    }

    @Test
    void structuresMatchExistsOnly() {
        Map<String, Value> attributes =
                Map.of("a", new Value(new ImmutableStructure(Map.of("b", new Value("x")))), "n", new Value());

        assertThat(matches("{\"attribute\":\"a\",\"operator\":\"exists\"}", attributes))
                .isTrue();
        assertThat(matches("{\"attribute\":\"a\",\"operator\":\"in\",\"values\":[\"x\"]}", attributes))
                .isFalse();
        assertThat(matches("{\"attribute\":\"n\",\"operator\":\"exists\"}", attributes))
                .isFalse();
    }

    @Test
    void contextsOfAllLevelsAreMerged() {
        store.set(
                "flag",
                "{\"rules\":[{\"if\":[{\"attribute\":\"a\",\"operator\":\"in\",\"values\":[\"x\"]},"
                        + "{\"attribute\":\"b\",\"operator\":\"in\",\"values\":[\"y\"]}]}]}");
        client.setEvaluationContext(new ImmutableContext("ada", Map.of("a", new Value("x"), "b", new Value("z"))));

        assertThat(client.getBooleanValue("flag", false)).isFalse();
        assertThat(client.getBooleanValue("flag", false, new ImmutableContext(Map.of("b", new Value("y")))))
                .isTrue();
    }

    @Test
    void theGivenUserHasTheAttributesOfTheCallAlone() {
        users.current = EvaluationContext.of("bob").with("plan", "gold");
        store.set("listed", "{\"users\":[\"ada\"],\"percentage\":0}");
        store.set(
                "gold", "{\"rules\":[{\"if\":[{\"attribute\":\"plan\",\"operator\":\"in\",\"values\":[\"gold\"]}]}]}");

        assertThat(client.getBooleanValue("listed", false, new ImmutableContext("ada")))
                .isTrue();
        assertThat(client.getBooleanValue("gold", false, new ImmutableContext("ada")))
                .isFalse();
        assertThat(users.calls).hasValue(0);
    }

    @Test
    void withoutAKeyTheCurrentUserIsInForce() {
        users.current = EvaluationContext.of("ada").with("plan", "free").with("country", "AT");
        store.set("listed", "{\"users\":[\"ada\"],\"percentage\":0}");
        store.set(
                "gold",
                "{\"rules\":[{\"if\":[{\"attribute\":\"plan\",\"operator\":\"in\",\"values\":[\"gold\"]},"
                        + "{\"attribute\":\"country\",\"operator\":\"in\",\"values\":[\"AT\"]}]}]}");

        for (String blank : new String[] {null, "", "  "}) {
            assertThat(client.getBooleanValue("listed", false, new MutableContext(blank, Map.of())))
                    .isTrue();
            assertThat(client.getBooleanValue("gold", false, new MutableContext(blank, Map.of())))
                    .isFalse();
            assertThat(client.getBooleanValue(
                            "gold", false, new MutableContext(blank, Map.of("plan", new Value("gold")))))
                    .isTrue();
        }
        boolean bound = BoundContext.call(
                EvaluationContext.of("eve"), () -> client.getBooleanValue("listed", true, ImmutableContext.EMPTY));
        assertThat(bound).isFalse();
    }

    /** The SDK returns an attribute of that name as the key of its own contexts. Others may have both. */
    @Test
    void anAttributeNamedTargetingKeyDoesNotCount() {
        store.set("exists", "{\"rules\":[{\"if\":[{\"attribute\":\"targetingKey\",\"operator\":\"exists\"}]}]}");
        store.set("listed", "{\"users\":[\"ada\"],\"percentage\":0}");

        assertThat(client.getBooleanValue("exists", true, new ImmutableContext("ada")))
                .isFalse();
        assertThat(client.getBooleanValue("listed", true, new ImmutableContext(Map.of("targetingKey", new Value(7)))))
                .isFalse();
    }

    @Test
    void theContextIsReadOnlyIfTheAnswerDependsOnIt() {
        store.set("on", "true");
        store.set("half", "{\"percentage\":50}");
        CountingContext counting = new CountingContext();

        assertThat(client.getBooleanValue("on", false, counting)).isTrue();
        assertThat(users.calls).hasValue(0);
        assertThat(counting.reads).isZero();
        client.getBooleanValue("half", false, counting);
        assertThat(users.calls).hasValue(1);
        assertThat(counting.reads).isPositive();
    }

    @Test
    void aUserThatCannotBeDeterminedIsAnInvalidContext() {
        store.set("half", "{\"percentage\":50}");
        users.current = null;

        assertThat(client.getBooleanDetails("half", true).getErrorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
        assertThat(client.getBooleanValue("half", true)).isTrue();
    }

    /** A context that counts how often its attributes are read. */
    private static final class CountingContext extends MutableAttributes {

        private int reads;

        @Override
        public Set<String> keySet() {
            reads++;
            return super.keySet();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Users {

        private final AtomicInteger calls = new AtomicInteger();

        private volatile @Nullable EvaluationContext current = EvaluationContext.anonymous();

        @Bean
        EvaluationContextProvider contextProvider() {
            return () -> {
                calls.incrementAndGet();
                return Objects.requireNonNull(current);
            };
        }
    }
}
