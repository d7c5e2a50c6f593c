package io.featureflags.test;

/**
 * How often the two branches of a flag were chosen in one test: by toggled methods, and by {@code FeatureFlags.route}. Checks
 * by {@code FeatureFlags.isEnabled} are not counted.
 *
 * @param newCode calls that ran the new code; also those after which {@code rescueOn} ran the legacy code
 * @param legacyCode calls while the flag was off: the legacy code, or what is done without any
 */
public record BranchCalls(long newCode, long legacyCode) {}
