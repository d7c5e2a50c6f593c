package io.featureflags.openfeature;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Published when the application tracks an action by an OpenFeature client, as a Spring application event on the thread of
 * {@link io.featureflags.FeatureFlagChangedEvent}. Nothing is stored. At most 10,000 events wait for that thread; further ones
 * are dropped.
 *
 * @param name name of the action
 * @param targetingKey targeting key of the call, or else of the current user; null if there is no user
 * @param value number that the action is about; null if there is none
 * @param fields further details by name: texts, numbers, booleans, instants, and lists and maps of these; unmodifiable
 */
public record FeatureFlagTrackingEvent(
        String name,
        @Nullable String targetingKey,
        @Nullable Number value,
        Map<String, Object> fields) {}
