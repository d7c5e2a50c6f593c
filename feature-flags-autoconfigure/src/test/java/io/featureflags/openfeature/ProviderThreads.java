package io.featureflags.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads of providers since the creation of this object. Contexts that other tests cache have some, too. */
final class ProviderThreads {

    private static final String EVENTS = "feature-flags-openfeature";

    private static final List<String> ALL = List.of(EVENTS, "openfeature-event-emitter-thread");

    private final Set<Thread> before = named(ALL);

    /** Waits until all of them have ended. */
    void awaitEnd() {
        awaitEnd(ALL);
    }

    /** Waits until those that report events have ended. */
    void awaitEndOfEvents() {
        awaitEnd(List.of(EVENTS));
    }

    private void awaitEnd(List<String> names) {
        await().untilAsserted(() -> assertThat(named(names)).isSubsetOf(before));
    }

    private static Set<Thread> named(List<String> names) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> names.stream().anyMatch(thread.getName()::startsWith))
                .collect(Collectors.toSet());
    }
}
