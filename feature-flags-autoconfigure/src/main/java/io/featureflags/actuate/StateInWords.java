package io.featureflags.actuate;

import io.featureflags.ErrorCode;
import io.featureflags.EvaluationContext;
import io.featureflags.Explanation;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagName;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Window;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.text.LogText;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts into words how a flag answers now, and why: "on for 20 % and 3 named users", "off until 2026-12-01T00:00:00Z", "on,
 * from application.yml", "last known: on, Redis is away". The words begin with "on", "off" or "last known".
 *
 * @param flags flags, for the defaults of those without a value
 * @param catalog flags that this instance knows
 * @param store store, for its mode
 * @param clock clock for windows
 */
record StateInWords(FeatureFlags flags, FlagCatalog catalog, FlagStore store, Clock clock) {

    private static final String OFF = "off";

    private static final String LAST_KNOWN = "last known: ";

    private static final String WHERE = ", where ";

    private static final String UNKNOWN = "off: the flag is unknown";

    private static final String NOT_UNDERSTOOD = "off: the value is not understood";

    /** Maximum number of required flags to follow; a decision follows no more, and is off. */
    private static final int MAX_REQUIRED = 100;

    /** Describes a flag. */
    String of(FlagFacts flag) {
        return of(flag, new HashMap<>());
    }

    private String of(FlagFacts flag, Map<String, String> described) {
        if (flag.value() == null) {
            String words = defaultInWords(flag.name());
            return flag.current() ? words : words + ", " + reasonOf(flag);
        }
        String words = flag.meaning() == null ? NOT_UNDERSTOOD : ofValue(flag.name(), flag.meaning(), described);
        return flag.current() ? words : LAST_KNOWN + words + ", " + reasonOf(flag);
    }

    private String defaultInWords(String name) {
        if (!FlagName.isValid(name)) {
            return UNKNOWN; // A value can require any text.
        }
        Explanation answer = defaultOf(name);
        String onOrOff = answer.enabled() ? "on" : OFF;
        return switch (answer.source()) {
            case CONFIGURATION -> onOrOff + ", from application.yml";
            case ANNOTATION -> onOrOff + ", from the annotation";
            default -> answer.errorCode() == ErrorCode.FLAG_NOT_FOUND ? UNKNOWN : "off, no default is set";
        };
    }

    /** Explains how a flag answers without a value. */
    Explanation defaultOf(String name) {
        return flags.flag(name).withValue(null).explain(EvaluationContext.anonymous());
    }

    /** Returns the reason why the value is not known to be the one in the store. */
    private String reasonOf(FlagFacts facts) {
        if (facts.vanished()) {
            return "the key is gone as after a flush";
        }
        boolean isUnderstood = facts.value() == null || facts.meaning() != null;
        if (isUnderstood && facts.problem() != null) {
            return "the key cannot be read";
        }
        return store.status().mode() == SyncMode.DOWN ? "Redis is away" : "Redis has not answered yet";
    }

    private String ofValue(String name, FlagValue value, Map<String, String> described) {
        ValueInWords audience = new ValueInWords(value);
        if (!value.enabled() || audience.isOff()) {
            return OFF;
        }
        Window window = value.window();
        if (window.isNeverOpen()) {
            return "off: 'until' is not after 'from'";
        }
        Instant now = clock.instant();
        if (window.from() != null && now.isBefore(window.from())) {
            return "off until " + window.from();
        }
        if (window.until() != null && !now.isBefore(window.until())) {
            return "off since " + window.until();
        }
        described.put(name, OFF); // As long as it is described: flags that require each other are off.
        String end = window.until() == null ? "" : " until " + window.until();
        return withRequired(value.requires(), audience.describe(end), described);
    }

    private String withRequired(List<String> required, String words, Map<String, String> described) {
        List<String> limiting = new ArrayList<>();
        for (String other : required) {
            String state = described.get(other);
            if (state == null) {
                state = described.size() > MAX_REQUIRED ? OFF : ofRequired(other, described);
                described.put(other, state);
            }
            String now = state.startsWith(LAST_KNOWN) ? state.substring(LAST_KNOWN.length()) : state;
            if (now.startsWith(OFF)) {
                return "off: it requires " + LogText.of(other) + ", which is off";
            }
            if (now.startsWith("on for ") || now.contains(WHERE)) {
                limiting.add(LogText.of(other));
            }
        }
        return limiting.isEmpty()
                ? words
                : words + WHERE + String.join(" and ", limiting) + (limiting.size() == 1 ? " is on" : " are on");
    }

    private String ofRequired(String name, Map<String, String> described) {
        FlagFacts facts = catalog.find(name);
        return facts == null ? defaultInWords(name) : of(facts, described);
    }
}
