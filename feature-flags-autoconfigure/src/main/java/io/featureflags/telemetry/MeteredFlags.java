package io.featureflags.telemetry;

import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.RolloutReports;
import io.featureflags.spi.ShadowRuns;

/**
 * Flags, and what is measured of them.
 *
 * @param catalog known flags
 * @param references toggled methods
 * @param rollouts reports of guarded rollouts
 * @param shadows shadow runs
 */
public record MeteredFlags(
        FlagCatalog catalog, FlagReferences references, RolloutReports rollouts, ShadowRuns shadows) {}
