package io.featureflags.benchmarks.decision;

import org.togglz.core.Feature;

/** Further kinds of flags in a whole application, which are checked beside the measured ones. */
enum OtherFlag implements Feature {
    SHARE("10%"),
    STAFF(
            "{\"rules\": [{\"if\": [{\"attribute\": \"role\", \"operator\": \"in\", \"values\": [\"staff\"]}], \"percentage\": 50}]}"),
    LISTED("{\"users\": [\"user_1\", \"user_2\"]}"),
    SWITCHED_OFF("{\"enabled\": false, \"percentage\": 50}"),
    DEPENDENT("{\"requires\": [\"SHARE\"]}"),
    SEASONAL("{\"from\": \"2020-01-01T00:00:00Z\"}"),
    COLOURED("{\"percentage\": 50, \"variants\": [{\"name\": \"red\"}, {\"name\": \"blue\"}]}"),
    MISSPELT("onn");

    private final String value;

    OtherFlag(String value) {
        this.value = value;
    }

    /** Returns the value of ours. Togglz has strategies of its own instead. */
    String value() {
        return value;
    }
}
