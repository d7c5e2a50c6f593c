package io.featureflags.sample.readme;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.Value;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class ButtonColors {

    private final Client client;

    ButtonColors(Client client) {
        this.client = client;
    }

    String colorFor(String user, String country) {
        return client.getStringValue(
                "button_color", "blue", new ImmutableContext(user, Map.of("country", new Value(country))));
    }
}
