package io.featureflags.cache;

import io.featureflags.text.LogText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Logs at the end of the start which flags look like mistakes: those that code refers to and that are defined nowhere,
 * such as a typo; those of {@code application.yml} that no annotation refers to; and names that do not describe what
 * they switch. The flags of a store are not reported, since they may belong to other services.
 */
public final class StartReport implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(StartReport.class);

    private final FlagCache flags;

    private final boolean strict;

    /**
     * Creates the report.
     *
     * @param flags the flags
     * @param strict whether a flag stops the start that code refers to and that is known to be defined nowhere
     */
    public StartReport(FlagCache flags, boolean strict) {
        this.flags = flags;
        this.strict = strict;
    }

    /**
     * Writes the report.
     *
     * @throws UndefinedFlagsException if the report is strict and there is such a flag
     */
    @Override
    public void afterSingletonsInstantiated() {
        flags.awaitValues();
        List<FallbackLadder> known = flags.ladders();
        List<String> undefined = new ArrayList<>();
        List<String> unsure = new ArrayList<>();
        for (FallbackLadder flag : known) {
            if (flag.isReferenced() && !flag.isDefined()) {
                (flag.current() ? undefined : unsure).add(flag.flag());
            }
        }
        Collections.sort(undefined);
        Collections.sort(unsure);
        if (strict && !undefined.isEmpty()) {
            throw new UndefinedFlagsException(undefined);
        }
        if (strict && !unsure.isEmpty()) {
            logger.warn("feature-flags.strict could not be checked for " + listed(unsure)
                    + ": the store has not responded. These flags use the defaults of their annotations.");
        }
        if (!undefined.isEmpty()) {
            logger.info("Feature flags that code refers to and that neither the store nor application.yml defines: "
                    + listed(undefined) + ". They use the defaults of their annotations until they are set.");
        }
        for (String name : undefined) {
            warnOfTwin(name, known);
        }
        logUnreferenced(known);
        logVague(known);
    }

    /** Warns of a name that Spring's relaxed binding takes for the same, and a store does not. */
    private static void warnOfTwin(String name, List<FallbackLadder> known) {
        for (FallbackLadder flag : known) {
            if (flag.isDefined() && letters(flag.flag()).equals(letters(name))) {
                logger.warn("Feature flag '" + name + "', which code refers to, is not defined, and '"
                        + flag.flag() + "' is. They are two flags: use the same name in both places, letter by letter."
                        + " In application.yml, a name with other characters than letters, digits, '-' and '_'"
                        + " needs brackets and quotes: \"[" + name + "]\".");
            }
        }
    }

    private static void logUnreferenced(List<FallbackLadder> known) {
        Set<String> required = new HashSet<>();
        for (FallbackLadder flag : known) {
            InterpretedValue value = flag.value();
            if (value != null) {
                required.addAll(value.requires());
            }
        }
        List<String> unreferenced = new ArrayList<>();
        for (FallbackLadder flag : known) {
            if (flag.isConfigured() && !flag.isReferenced() && !required.contains(flag.flag())) {
                unreferenced.add(flag.flag());
            }
        }
        Collections.sort(unreferenced);
        if (!unreferenced.isEmpty()) {
            logger.info("Feature flags that application.yml defines and that no @FeatureToggle refers to: "
                    + listed(unreferenced) + ". Remove them, unless code looks them up through FeatureFlags.");
        }
    }

    private static void logVague(List<FallbackLadder> known) {
        List<String> vague = new ArrayList<>();
        for (FallbackLadder flag : known) {
            if (VagueNames.isVague(flag.flag())) {
                vague.add(flag.flag());
            }
        }
        Collections.sort(vague);
        if (!vague.isEmpty()) {
            logger.info(
                    "The names of feature flags " + listed(vague)
                            + " do not describe what they switch. Prefer a name that explains itself in a log: new_checkout_flow.");
        }
    }

    private static String listed(List<String> names) {
        StringJoiner listed = new StringJoiner(", ");
        for (String name : names) {
            listed.add(LogText.of(name));
        }
        return listed.toString();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._:-]", "");
    }
}
