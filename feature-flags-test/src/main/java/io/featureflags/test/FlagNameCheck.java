package io.featureflags.test;

import io.featureflags.FlagName;
import io.featureflags.spi.FlagReferences;
import io.featureflags.text.NearestName;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Rejects flags that neither the code nor {@code application.yml} has: a test of a misspelt flag tests nothing. */
final class FlagNameCheck {

    private static final Log logger = LogFactory.getLog(FlagNameCheck.class);

    private final FlagReferences code;

    private final Collection<String> configured;

    private final Collection<String> lookedUp;

    private final boolean partial;

    /** Names that were found. Each test checks some, and most tests of an application check the same. */
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    /**
     * Creates the check.
     *
     * @param code the flags of annotations
     * @param configured the flags of {@code application.yml}
     * @param lookedUp the flags whose handles the application got while it started
     * @param partial whether only a part of the code is there, as in a test slice
     */
    FlagNameCheck(FlagReferences code, Collection<String> configured, Collection<String> lookedUp, boolean partial) {
        this.code = code;
        this.configured = configured;
        this.lookedUp = lookedUp;
        this.partial = partial;
    }

    /**
     * Checks a name.
     *
     * @param flag the name
     * @throws IllegalArgumentException if it is unknown; in a test slice a warning is logged instead, unless the name cannot
     *     be one of a flag
     */
    void check(String flag) {
        if (found.contains(flag)) {
            return;
        }
        if (!FlagName.isValid(flag)) {
            throw new IllegalArgumentException(
                    "'" + flag + "' cannot be the name of a feature flag: it must match " + FlagName.GRAMMAR + ".");
        }
        Collection<String> known = new TreeSet<>(code.flags());
        known.addAll(configured);
        known.addAll(lookedUp);
        if (known.contains(flag)) {
            found.add(flag);
            return;
        }
        @Nullable String nearest = NearestName.find(flag, known);
        String problem = "Neither the code nor application.yml has a feature flag '" + flag + "'."
                + (nearest == null ? " The flags are " + known + "." : " Did you mean '" + nearest + "'?");
        if (!partial) {
            throw new IllegalArgumentException(problem + " Correct the name, or add the flag to feature-flags.flags in"
                    + " application.yml if code only checks it by FeatureFlags.");
        }
        logger.warn(problem + " This test has only a part of the code, so that the name may be right.");
    }
}
