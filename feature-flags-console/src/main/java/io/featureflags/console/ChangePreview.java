package io.featureflags.console;

import io.featureflags.decision.Bucket;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes how many users get and lose a flag, where the buckets determine it exactly, such as "2 in 10 more users get it".
 * The positions of users are uniform, and a larger percentage keeps those of a smaller one.
 */
final class ChangePreview {

    private static final int[] DENOMINATORS = {10, 100, 1_000, 10_000, 100_000};

    /** The word of the page for no user. */
    static final String NOBODY = "nobody";

    private final String flag;

    private final FlagValue before;

    private final FlagValue after;

    private ChangePreview(String flag, FlagValue before, FlagValue after) {
        this.flag = flag;
        this.before = before;
        this.after = after;
    }

    /** Returns the sentence; null if rules, times, other flags or another bucketing make it inexact. */
    static @Nullable String of(String flag, FlagValue before, FlagValue after) {
        ChangePreview preview = new ChangePreview(flag, before, after);
        return preview.isExact() ? preview.words() : null;
    }

    private boolean isExact() {
        return isPlain(before) && isPlain(after) && hasSameBuckets();
    }

    private static boolean isPlain(FlagValue value) {
        return !value.enabled()
                || (value.rules().isEmpty()
                        && value.requires().isEmpty()
                        && value.window().isAlways()
                        && (value.bucketBy() == null || !isPartial(share(value))));
    }

    private boolean hasSameBuckets() {
        boolean shuffled = !String.valueOf(before.salt()).equals(String.valueOf(after.salt()));
        return !shuffled || !isPartial(share(before)) || !isPartial(share(after));
    }

    private static boolean isPartial(int share) {
        return share > 0 && share < Percentage.ALL.thousandths();
    }

    private static int share(FlagValue value) {
        return value.enabled() ? value.percentage().thousandths() : 0;
    }

    private String words() {
        int difference = share(after) - share(before);
        int[] named = named();
        String gain = joined(difference > 0 ? gained(difference) : "", named[0], " more");
        String loss = joined(difference < 0 ? inWords(-difference) + " users" : "", named[1], "");
        if (gain.isEmpty() && loss.isEmpty()) {
            return NOBODY + " gets or loses it";
        }
        if (gain.isEmpty()) {
            return loss + verb(loss, " lose it", " loses it") + "; " + NOBODY + " else gets it";
        }
        return gain + verb(gain, " get it", " gets it") + "; "
                + (loss.isEmpty() ? NOBODY + " loses it" : loss + verb(loss, " lose it", " loses it"));
    }

    private static String gained(int difference) {
        return difference == Percentage.ALL.thousandths() ? "all users" : inWords(difference) + " more users";
    }

    private static String joined(String share, int named, String more) {
        String users = named == 0 ? "" : Phrases.count(named, "named user") + (share.isEmpty() ? more : "");
        return share.isEmpty() || users.isEmpty() ? share + users : share + " and " + users;
    }

    private static String verb(String who, String plural, String singular) {
        return who.startsWith("1 named user") ? singular : plural;
    }

    private static String inWords(int thousandths) {
        if (thousandths == Percentage.ALL.thousandths()) {
            return "all";
        }
        for (int denominator : DENOMINATORS) {
            int unit = Percentage.ALL.thousandths() / denominator;
            if (thousandths % unit == 0) {
                return String.format(Locale.ENGLISH, "%,d in %,d", thousandths / unit, denominator);
            }
        }
        throw new IllegalStateException("No share of thousandths: " + thousandths);
    }

    /** Returns how many listed users get it, and how many lose it, beside those that the percentages move. */
    private int[] named() {
        Set<String> listed = new HashSet<>(before.users());
        listed.addAll(before.excluded());
        listed.addAll(after.users());
        listed.addAll(after.excluded());
        int[] moved = new int[2];
        for (String user : listed) {
            boolean was = isOn(before, user);
            boolean will = isOn(after, user);
            boolean byShare = isInShare(before, user) == was && isInShare(after, user) == will;
            if (was != will && !byShare) {
                moved[will ? 0 : 1]++;
            }
        }
        return moved;
    }

    private boolean isOn(FlagValue value, String user) {
        return value.enabled()
                && !value.excluded().contains(user)
                && (value.users().contains(user) || isInShare(value, user));
    }

    private boolean isInShare(FlagValue value, String user) {
        return Bucket.position(user, flag, value.salt()) < share(value);
    }
}
