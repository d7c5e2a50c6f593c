package io.featureflags.cache;

import io.featureflags.text.LogText;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        List<String> undefined = names(known, flag -> flag.isReferenced() && !flag.isDefined() && flag.current());
        List<String> unsure = names(known, flag -> flag.isReferenced() && !flag.isDefined() && !flag.current());
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
        undefined.forEach(name -> warnOfTwin(name, known));
        logUnreferenced(known);
        logVague(names(known, flag -> VagueNames.isVague(flag.flag())));
    }

    /** Warns of a name that Spring's relaxed binding takes for the same, and a store does not. */
    private static void warnOfTwin(String name, List<FallbackLadder> known) {
        names(known, flag -> flag.isDefined() && letters(flag.flag()).equals(letters(name)))
                .forEach(twin -> logger.warn("Feature flag '" + name + "', which code refers to, is not defined, and '"
                        + twin + "' is. They are two flags: use the same name in both places, letter by letter."
                        + " In application.yml, a name with other characters than letters, digits, '-' and '_'"
                        + " needs brackets and quotes: \"[" + name + "]\"."));
    }

    private static void logUnreferenced(List<FallbackLadder> known) {
        List<String> required = known.stream().flatMap(StartReport::required).toList();
        List<String> unreferenced =
                names(known, flag -> flag.isConfigured() && !flag.isReferenced() && !required.contains(flag.flag()));
        if (!unreferenced.isEmpty()) {
            logger.info("Feature flags that application.yml defines and that no @FeatureToggle refers to: "
                    + listed(unreferenced) + ". Remove them, unless code looks them up through FeatureFlags.");
        }
    }

    private static Stream<String> required(FallbackLadder flag) {
        InterpretedValue value = flag.value();
        return value == null ? Stream.empty() : value.requires().stream();
    }

    private static void logVague(List<String> vague) {
        if (!vague.isEmpty()) {
            logger.info(
                    "The names of feature flags " + listed(vague)
                            + " do not describe what they switch. Prefer a name that explains itself in a log: new_checkout_flow.");
        }
    }

    private static List<String> names(List<FallbackLadder> known, Predicate<FallbackLadder> which) {
        return known.stream().filter(which).map(FallbackLadder::flag).sorted().toList();
    }

    private static String listed(List<String> names) {
        return names.stream().map(LogText::of).collect(Collectors.joining(", "));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._:-]", "");
    }
}
