package io.featureflags.console;

import org.jspecify.annotations.Nullable;

/**
 * The endpoint that the console is below.
 *
 * @param path path of the endpoint, such as {@code /actuator/featureflags}; null if it is not on the web
 */
record ConsoleEndpoint(@Nullable String path) {}
