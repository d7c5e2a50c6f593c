package io.featureflags.guard;

import io.featureflags.FlagValueEditor;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.RolloutStore;
import java.util.function.Supplier;

/**
 * The ports of {@link RolloutGuards}.
 *
 * @param store adds up the counts of all instances
 * @param ledger supplies what writes the steps; called on the sending thread
 * @param editor changes the percentage of a value
 * @param paused pauses the plan of a value
 * @param instance name of this instance, as in audit entries
 */
public record RolloutPorts(
        RolloutStore store, Supplier<FlagLedger> ledger, FlagValueEditor editor, PausedPlan paused, String instance) {}
