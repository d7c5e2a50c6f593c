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
 * Says at the end of the start what is odd about the flags: those that code refers to and nobody has defined, as a typo
 * would be, those of {@code application.yml} that no annotation refers to (those of a store may be for other services), and
 * names that do not say what they switch.
 */
public final class StartReport implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(StartReport.class);

    private final FlagCache flags;

    private final boolean strict;

    /**
     * Creates the report.
     *
     * @param flags the flags
     * @param strict whether a flag that code refers to and that is surely defined nowhere stops the start
     */
    public StartReport(FlagCache flags, boolean strict) {
        this.flags = flags;
        this.strict = strict;
    }

    /**
     * Writes the report.
     *
     * @throws UndefinedFlagsException if it is strict, and there is a flag to be strict about
     */
    @Override
    public void afterSingletonsInstantiated() {
        flags.awaitValues();
        List<FallbackLadder> known = flags.ladders();
        List<String> undefined = names(known, flag -> flag.isReferenced() && !flag.isDefined() && !flag.stale());
        List<String> unsure = names(known, flag -> flag.isReferenced() && !flag.isDefined() && flag.stale());
        if (strict && !undefined.isEmpty()) {
            throw new UndefinedFlagsException(undefined);
        }
        if (strict && !unsure.isEmpty()) {
            logger.warn("feature-flags.strict could not be obeyed for " + listed(unsure)
                    + ": the store has not answered whether it defines them. They answer by their annotations.");
        }
        if (!undefined.isEmpty()) {
            logger.info("Feature flags that code refers to and that neither the store nor application.yml defines: "
                    + listed(undefined) + ". They answer by their annotations until they are set.");
        }
        undefined.forEach(name -> warnOfTwin(name, known));
        sayUnreferenced(known);
        sayVague(names(known, flag -> VagueNames.isVague(flag.flag())));
    }

    /** A name that means the same to Spring's binding, but not to a store. */
    private static void warnOfTwin(String name, List<FallbackLadder> known) {
        names(known, flag -> flag.isDefined() && letters(flag.flag()).equals(letters(name)))
                .forEach(twin -> logger.warn("Feature flag '" + name + "', which code refers to, is not defined, and '"
                        + twin + "' is. They are two flags: make the names equal, letter by letter, and put one with"
                        + " other signs than '-' and '_' into brackets and quotes in application.yml: \"["
                        + name + "]\"."));
    }

    private static void sayUnreferenced(List<FallbackLadder> known) {
        List<String> required = known.stream().flatMap(StartReport::required).toList();
        List<String> unreferenced =
                names(known, flag -> flag.isConfigured() && !flag.isReferenced() && !required.contains(flag.flag()));
        if (!unreferenced.isEmpty()) {
            logger.info("Feature flags that application.yml defines and that no @FeatureToggle refers to: "
                    + listed(unreferenced) + ". Unless code asks for them by FeatureFlags, they can go.");
        }
    }

    private static Stream<String> required(FallbackLadder flag) {
        LastValue value = flag.value();
        return value == null ? Stream.empty() : value.requires().stream();
    }

    private static void sayVague(List<String> vague) {
        if (!vague.isEmpty()) {
            logger.info("The names of feature flags " + listed(vague)
                    + " do not say what is switched. A good name does, in a log at night: new_checkout_flow.");
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
