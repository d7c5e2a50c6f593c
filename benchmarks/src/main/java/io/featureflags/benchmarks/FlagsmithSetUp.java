package io.featureflags.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.flagsmith.FlagsmithClient;
import com.flagsmith.MapperFactory;
import com.flagsmith.config.FlagsmithConfig;
import com.flagsmith.exceptions.FlagsmithClientError;
import com.flagsmith.flagengine.environments.EnvironmentModel;
import com.flagsmith.models.Flags;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sets up Flagsmith in its offline mode, with the document of an environment that was read in advance. */
public final class FlagsmithSetUp {

    private FlagsmithSetUp() {}

    /**
     * Returns the state of a feature.
     *
     * @param number id of the feature
     * @param name its name
     * @param enabled whether it is on
     * @return the JSON of the service
     */
    public static String state(int number, String name, boolean enabled) {
        return """
                {"feature": {"id": %d, "name": "%s", "type": "STANDARD"}, "enabled": %s, "django_id": %d,
                 "feature_state_value": null, "multivariate_feature_state_values": []}
                """.formatted(number, name, enabled, number);
    }

    /**
     * Returns a segment: the users that match any of the conditions, and the state of a feature for them.
     *
     * @param state the state
     * @param conditions the conditions
     * @return the JSON of the service
     */
    public static String segment(String state, Stream<String> conditions) {
        return """
                {"id": 1, "name": "segment", "feature_states": [%s],
                 "rules": [{"type": "ANY", "rules": [], "conditions": %s}]}
                """.formatted(state, conditions.collect(Collectors.joining(",", "[", "]")));
    }

    /**
     * Reads an environment from a document.
     *
     * @param states the states of its features
     * @param segments its segments
     * @return the environment of a client
     */
    public static EnvironmentModel environment(Stream<String> states, String... segments) {
        String document = """
                {"id": 1, "api_key": "none", "feature_states": %s,
                 "project": {"id": 1, "name": "shop", "hide_disabled_flags": false, "segments": [%s]}}
                """.formatted(states.collect(Collectors.joining(",", "[", "]")), String.join(",", segments));
        try {
            return MapperFactory.getMapper().readValue(document, EnvironmentModel.class);
        } catch (JsonProcessingException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    /**
     * Creates a client of an environment.
     *
     * @param states the states of its features
     * @param segments its segments
     * @return the client
     */
    public static FlagsmithClient client(Stream<String> states, String... segments) {
        EnvironmentModel environment = environment(states, segments);
        return FlagsmithClient.newBuilder()
                .setApiKey("none")
                .withConfiguration(FlagsmithConfig.newBuilder()
                        .withOfflineMode(true)
                        .withOfflineHandler(() -> environment)
                        .build())
                .build();
    }

    /**
     * Reads all features, as each check in the documentation does.
     *
     * @param client the client
     * @return its answers
     */
    public static Flags flags(FlagsmithClient client) {
        try {
            return client.getEnvironmentFlags();
        } catch (FlagsmithClientError ex) {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * Checks a feature.
     *
     * @param flags the answers
     * @param name its name
     * @return whether it is on
     */
    public static boolean isOn(Flags flags, String name) {
        try {
            return flags.isFeatureEnabled(name);
        } catch (FlagsmithClientError ex) {
            throw new IllegalStateException(ex);
        }
    }
}
