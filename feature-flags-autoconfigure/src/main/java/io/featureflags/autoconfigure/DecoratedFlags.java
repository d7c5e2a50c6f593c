package io.featureflags.autoconfigure;

import io.featureflags.spi.FlagRegistry;

/**
 * The flags as callers see them: request consistency and watches are around each answer.
 *
 * @param flags the flags by name
 */
public record DecoratedFlags(FlagRegistry flags) {}
