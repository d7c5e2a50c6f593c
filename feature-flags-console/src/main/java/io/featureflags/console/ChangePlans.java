package io.featureflags.console;

import io.featureflags.FeatureFlags;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagCatalog;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds the effects of changes by what the values mean, whichever fields are changed.
 *
 * @param texts reader of values
 * @param flags flags, for their defaults
 * @param catalog flags that this instance knows
 * @param needsReason whether a change needs a reason
 * @param clock clock for windows
 */
record ChangePlans(ValueTexts texts, FeatureFlags flags, FlagCatalog catalog, boolean needsReason, Clock clock) {

    PlannedChange of(String flag, @Nullable String before, @Nullable String after) {
        Instant now = clock.instant();
        FlagValue old = texts.meaning(before);
        FlagValue meant = texts.meaning(after);
        boolean isWider = present(flag, before, old, now) != Reach.EVERYBODY
                || (old != null && meant != null && Reach.isWider(meant, old));
        boolean opens =
                widest(flag, after, meant, now) == Reach.EVERYBODY && isWider && !Reach.isSameDecision(old, meant);
        boolean switchesOff =
                widest(flag, after, meant, now) == Reach.NOBODY && widest(flag, before, old, now) != Reach.NOBODY;
        return new PlannedChange(flag, before, after, opens, switchesOff, needsReason && !switchesOff);
    }

    private Reach widest(String flag, @Nullable String value, @Nullable FlagValue meaning, Instant now) {
        return meaning == null ? ofNoMeaning(flag, value) : Reach.widest(meaning, now);
    }

    private Reach present(String flag, @Nullable String value, @Nullable FlagValue meaning, Instant now) {
        return meaning == null ? ofNoMeaning(flag, value) : Reach.now(meaning, catalog, now);
    }

    private Reach ofNoMeaning(String flag, @Nullable String value) {
        return value == null ? Reach.ofDefault(flag, flags) : Reach.NOBODY;
    }
}
