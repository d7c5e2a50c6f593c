package io.featureflags.toggle;

import io.featureflags.spi.GuardedFlags;
import io.featureflags.spi.ShadowCalls;
import java.util.function.Function;

/**
 * What follows the calls of toggled methods.
 *
 * @param guarded counts the calls of guarded rollouts
 * @param shadows returns what repeats the legacy calls of a flag, by its name; called for methods that permit shadow runs
 */
public record ToggleListeners(GuardedFlags guarded, Function<String, ShadowCalls> shadows) {}
