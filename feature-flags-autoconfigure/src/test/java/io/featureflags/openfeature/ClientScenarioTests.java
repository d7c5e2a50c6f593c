package io.featureflags.openfeature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.Value;
import io.featureflags.testing.FlagdScenario;
import io.featureflags.testing.SettableStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The scenarios of the flagd testbed, by a client. Longs are those of {@link LongValueTests}. */
@Tag("openfeature")
class ClientScenarioTests {

    @Test
    void valuesAreThoseOfTheScenarios() {
        SettableStore store = new SettableStore();
        FlagdScenario.flags().forEach(store::set);
        try (ConfigurableApplicationContext context =
                Applications.with(store).properties(Applications.ISOLATED).run()) {
            Client client = context.getBean(Client.class);
            assertThat(FlagdScenario.all())
                    .filteredOn(scenario -> !(scenario.otherwise() instanceof Long))
                    .hasSizeGreaterThan(70)
                    .allSatisfy(scenario -> {
                        FlagEvaluationDetails<?> details = details(client, scenario);
                        assertThat(value(details)).isEqualTo(scenario.value());
                        assertThat(details.getVariant()).isEqualTo(scenario.variant());
                        assertThat(details.getReason()).isEqualTo(scenario.reason());
                        assertThat(String.valueOf(details.getErrorCode()))
                                .isEqualTo(String.valueOf(scenario.errorCode()));
                    });
        }
    }

    private static FlagEvaluationDetails<?> details(Client client, FlagdScenario scenario) {
        String flag = scenario.flag();
        EvaluationContext context = context(scenario.context());
        Object otherwise = scenario.otherwise();
        if (otherwise instanceof Boolean truth) {
            return client.getBooleanDetails(flag, truth, context);
        }
        if (otherwise instanceof Integer number) {
            return client.getIntegerDetails(flag, number, context);
        }
        if (otherwise instanceof Double number) {
            return client.getDoubleDetails(flag, number, context);
        }
        return otherwise instanceof String text
                ? client.getStringDetails(flag, text, context)
                : client.getObjectDetails(flag, Value.objectToValue(otherwise), context);
    }

    private static EvaluationContext context(io.featureflags.EvaluationContext scenario) {
        Map<String, Value> attributes = new HashMap<>();
        scenario.attributes().forEach((name, attribute) -> attributes.put(name, attribute(attribute)));
        String user = scenario.targetingKey();
        return user == null ? new ImmutableContext(attributes) : new ImmutableContext(user, attributes);
    }

    private static Value attribute(Object attribute) {
        try {
            return new Value(attribute); // Also of a long, for which only newer SDKs have a constructor.
        } catch (InstantiationException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    private static @Nullable Object value(FlagEvaluationDetails<?> details) {
        return details.getValue() instanceof Value value ? value.asStructure().asObjectMap() : details.getValue();
    }
}
