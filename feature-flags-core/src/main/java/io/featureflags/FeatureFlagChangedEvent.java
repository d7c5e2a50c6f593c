package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * A flag may answer otherwise from now on. Published to Spring's listeners in every instance, on a thread of its own, so
 * that a listener may wait, and holds up no check and no other change. What is published is a change that the instance
 * has seen: of several within one reading only the last, and none for the first value that it reads of a flag,
 * unless a snapshot file had another one.
 *
 * @param flag name of the flag
 * @param before the value before, as it stood in the store; null if there was none
 * @param after the value from now on; null if there is none, so that {@code application.yml} answers. The same as
 *     {@code before} where a window of the value has opened or closed
 * @param source who or what has changed it: {@link ChangeSource#AUTOMATED} for a window
 */
public record FeatureFlagChangedEvent(
        String flag, @Nullable String before, @Nullable String after, ChangeSource source) {}
