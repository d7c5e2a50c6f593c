package io.featureflags.guard;

import io.featureflags.FlagValueEditor;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.RolloutStore;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ports of {@link RolloutGuards}.
 *
 * @param store adds up the counts of all instances
 * @param ledger supplies what writes the steps; called on the sending thread
 * @param editor changes the percentage of a value
 * @param pausedPlan returns the fields of the plan of a value, paused and otherwise unchanged
 * @param instance name of this instance, as in audit entries
 */
public record RolloutPorts(
        RolloutStore store,
        Supplier<FlagLedger> ledger,
        FlagValueEditor editor,
        Function<String, Map<String, @Nullable Object>> pausedPlan,
        String instance) {}
