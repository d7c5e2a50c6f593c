package io.featureflags.console;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint that the console is below.
 *
 * @param found looks the path up, which is known as soon as all endpoints are
 */
record ConsoleEndpoint(Supplier<@Nullable String> found) {

    /** Returns the path of the endpoint, such as {@code /actuator/featureflags}; null if it is not on the web. */
    @Nullable
    String path() {
        return found.get();
    }
}
