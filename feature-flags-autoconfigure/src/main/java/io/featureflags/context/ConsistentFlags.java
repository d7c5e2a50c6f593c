package io.featureflags.context;

import io.featureflags.Flag;
import io.featureflags.LiveValue;
import io.featureflags.spi.FlagRegistry;
import java.util.List;

/**
 * Registry of flags whose answers are kept in each request.
 *
 * @param flags the flags by name
 * @param requests find the request of a call, in this order
 */
record ConsistentFlags(FlagRegistry flags, List<CurrentRequest> requests) implements FlagRegistry {

    @Override
    public Flag flag(String name) {
        return new ConsistentFlag(flags.flag(name), this);
    }

    @Override
    public Flag register(String name, boolean enabledByDefault) {
        return new ConsistentFlag(flags.register(name, enabledByDefault), this);
    }

    @Override
    public <T> LiveValue<T> value(String name, T otherwise) {
        return flags.value(name, otherwise); // The handle of the application passes through this registry.
    }
}
