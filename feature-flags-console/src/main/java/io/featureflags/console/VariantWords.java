package io.featureflags.console;

import io.featureflags.decision.Variant;
import io.featureflags.decision.Variants;
import java.util.ArrayList;
import java.util.List;

/** Puts the variants of a value into words. */
final class VariantWords {

    private VariantWords() {}

    /** Describes the variants: {@code users who get it have the variant calm (50 %) or loud (50 %, 1 named user)}. */
    static String of(Variants variants) {
        String off = variants.offVariant();
        return "users who get it have the variant " + names(variants)
                + (off == null ? "" : "; while it is off, they have " + off);
    }

    private static String names(Variants variants) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < variants.list().size(); i++) {
            Variant variant = variants.list().get(i);
            int users = variant.users().size();
            names.add(variant.name() + " (" + Phrases.percent(variants.share(i))
                    + (users == 0 ? "" : ", " + Phrases.count(users, "named user")) + ")");
        }
        return Phrases.joined(names, "or");
    }

    /** Describes a difference of the variants of two values. */
    static List<String> differences(Variants before, Variants after) {
        if (before.equals(after)) {
            return List.of();
        }
        if (after.list().isEmpty()) {
            return List.of("no variants");
        }
        return List.of(
                names(before).equals(names(after))
                        ? "other values or users of the variants"
                        : "the variants " + names(after));
    }
}
