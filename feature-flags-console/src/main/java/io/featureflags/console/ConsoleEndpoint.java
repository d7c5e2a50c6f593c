package io.featureflags.console;

import io.featureflags.actuate.FeatureFlagsEndpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

/**
 * The endpoint that the console is below.
 *
 * @param endpoints finds the path, which is known as soon as all endpoints are
 */
record ConsoleEndpoint(ObjectProvider<PathMappedEndpoints> endpoints) {

    /** Returns the path of the endpoint, such as {@code /actuator/featureflags}; null if it is not on the web. */
    @Nullable
    String path() {
        PathMappedEndpoints found = endpoints.getIfAvailable();
        return found == null ? null : found.getPath(EndpointId.of(FeatureFlagsEndpoint.ID));
    }
}
