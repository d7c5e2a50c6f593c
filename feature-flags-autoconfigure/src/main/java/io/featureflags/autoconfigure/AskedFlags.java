package io.featureflags.autoconfigure;

import io.featureflags.FlagRegistry;

/**
 * The flags as callers ask them: with what an application wants around each answer.
 *
 * @param flags the flags by name
 */
record AskedFlags(FlagRegistry flags) {}
