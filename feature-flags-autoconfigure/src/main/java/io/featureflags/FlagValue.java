package io.featureflags;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a flag's value in Redis means, understood once when it arrives. Decides in this order: switched off, excluded,
 * listed, percentage.
 *
 * @param enabled false switches the flag off for everybody
 * @param excluded users who never get the feature; they win over {@code users}
 * @param users users who get the feature whatever the percentage
 * @param percentage share of all other users who get the feature
 */
public record FlagValue(boolean enabled, Set<String> excluded, Set<String> users, Percentage percentage) {

    /** Copies the sets: into hash sets, whose look-up stays fast for ids that were chosen to collide. */
    public FlagValue {
        excluded = Collections.unmodifiableSet(new HashSet<>(excluded));
        users = Collections.unmodifiableSet(new HashSet<>(users));
    }

    /**
     * The value that is on or off for everybody.
     *
     * @param enabled whether the flag is on
     * @return the value
     */
    public static FlagValue of(boolean enabled) {
        return new FlagValue(enabled, Set.of(), Set.of(), Percentage.ALL);
    }

    /**
     * The value that is on for a share of the users.
     *
     * @param percentage the share
     * @return the value
     */
    public static FlagValue of(Percentage percentage) {
        return new FlagValue(true, Set.of(), Set.of(), percentage);
    }

    /**
     * Whether the answer depends on who is asking.
     *
     * @return false if the flag is on or off for everybody
     */
    public boolean asksForUser() {
        return enabled && (percentage.isPartial() || !users.isEmpty() || !excluded.isEmpty());
    }

    /**
     * Decides for a user.
     *
     * @param flag name of the flag, part of what places the user in the rollout
     * @param source where this value came from
     * @param user who is asking; null for nobody
     * @return the answer
     */
    public Evaluation evaluate(String flag, Source source, @Nullable String user) {
        if (!enabled) {
            return Evaluation.of(flag, false, Reason.DISABLED, source);
        }
        if (user != null && excluded.contains(user)) {
            return Evaluation.of(flag, false, Reason.TARGETING_MATCH, source);
        }
        if (user != null && users.contains(user)) {
            return Evaluation.of(flag, true, Reason.TARGETING_MATCH, source);
        }
        if (!percentage.isPartial()) {
            return Evaluation.of(flag, percentage.includes(0), Reason.STATIC, source);
        }
        if (user == null) {
            return Evaluation.error(flag, source, ErrorCode.TARGETING_KEY_MISSING);
        }
        int position = Bucket.position(user, flag);
        return new Evaluation(flag, percentage.includes(position), Reason.SPLIT, source, null, position);
    }
}
