package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * Published when the answer of a flag may have changed, as a Spring application event in every instance. Events are
 * published on a dedicated thread, so that a listener may block without delaying flag checks or further changes.
 *
 * <p>An event reports a change that the instance has observed. If a flag changes several times between two readings,
 * only the last change is published. The first value that an instance reads of a flag is published only if it differs
 * from that of the snapshot file.
 *
 * @param flag name of the flag
 * @param before previous value in the store; null if there was none
 * @param after new value in the store; null if there is none, so that {@code application.yml} decides. Equal to
 *     {@code before} if a window of the value opened or closed
 * @param source kind of actor that made the change; {@link ChangeSource#AUTOMATED} for a window
 */
public record FeatureFlagChangedEvent(
        String flag, @Nullable String before, @Nullable String after, ChangeSource source) {}
