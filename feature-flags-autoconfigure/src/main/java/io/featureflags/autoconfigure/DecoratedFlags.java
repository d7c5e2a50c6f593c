package io.featureflags.autoconfigure;

import io.featureflags.spi.FlagRegistry;

/**
 * The flags as callers ask them: with what an application wants around each answer.
 *
 * @param flags the flags by name
 */
record DecoratedFlags(FlagRegistry flags) {}
