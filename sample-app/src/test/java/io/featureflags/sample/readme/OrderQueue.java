package io.featureflags.sample.readme;

import io.featureflags.FeatureFlags;
import java.util.List;

/** Calls methods of {@code this}, which no proxy sees. */
class OrderQueue {

    private final FeatureFlags flags;

    OrderQueue(FeatureFlags flags) {
        this.flags = flags;
    }

    List<String> process(List<String> orders) {
        return orders.stream()
                .map(order -> flags.route("new_checkout_flow", () -> ship(order), () -> legacyShip(order)))
                .toList();
    }

    private static String ship(String order) {
        return "new shipping of " + order;
    }

    private static String legacyShip(String order) {
        return "legacy shipping of " + order;
    }
}
