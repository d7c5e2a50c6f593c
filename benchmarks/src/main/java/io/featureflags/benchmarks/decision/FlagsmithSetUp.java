package io.featureflags.benchmarks.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.flagsmith.FlagsmithClient;
import com.flagsmith.MapperFactory;
import com.flagsmith.config.FlagsmithConfig;
import com.flagsmith.flagengine.environments.EnvironmentModel;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sets up Flagsmith in its offline mode, with the document of an environment that was read beforehand. */
final class FlagsmithSetUp {

    private FlagsmithSetUp() {}

    /** The state of a feature; the number stands for it. */
    static String state(int number, String name, boolean enabled) {
        return """
                {"feature": {"id": %d, "name": "%s", "type": "STANDARD"}, "enabled": %s, "django_id": %d,
                 "feature_state_value": null, "multivariate_feature_state_values": []}
                """.formatted(number, name, enabled, number);
    }

    /** Those who match any of the conditions, and the state of a feature for them. */
    static String segment(String state, Stream<String> conditions) {
        return """
                {"id": 1, "name": "segment", "feature_states": [%s],
                 "rules": [{"type": "ANY", "rules": [], "conditions": %s}]}
                """.formatted(state, conditions.collect(Collectors.joining(",", "[", "]")));
    }

    static FlagsmithClient client(Stream<String> states, String... segments) {
        EnvironmentModel environment = environment(
                """
                {"id": 1, "api_key": "none", "feature_states": %s,
                 "project": {"id": 1, "name": "shop", "hide_disabled_flags": false, "segments": [%s]}}
                """.formatted(states.collect(Collectors.joining(",", "[", "]")), String.join(",", segments)));
        return FlagsmithClient.newBuilder()
                .setApiKey("none")
                .withConfiguration(FlagsmithConfig.newBuilder()
                        .withOfflineMode(true)
                        .withOfflineHandler(() -> environment)
                        .build())
                .build();
    }

    private static EnvironmentModel environment(String document) {
        try {
            return MapperFactory.getMapper().readValue(document, EnvironmentModel.class);
        } catch (JsonProcessingException ex) {
            throw new IllegalArgumentException(ex);
        }
    }
}
