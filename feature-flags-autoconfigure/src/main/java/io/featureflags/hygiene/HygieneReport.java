package io.featureflags.hygiene;

import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.LastChange;
import io.featureflags.text.LogText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs which flags to remove, and where their code is: flags past their kill date, and flags that have been on or off
 * for everybody for 30 days. Permanent flags are not reported. The report changes nothing: an old flag answers as
 * before.
 */
public final class HygieneReport {

    private static final Log logger = LogFactory.getLog(HygieneReport.class);

    private static final Duration LONG_UNCHANGED = Duration.ofDays(30);

    private final FlagCatalog catalog;

    private final FlagReferences references;

    private final LastChange lastChange;

    /**
     * Creates the report.
     *
     * @param catalog the flags
     * @param references the code that refers to flags
     * @param lastChange the time of each flag's last change
     */
    public HygieneReport(FlagCatalog catalog, FlagReferences references, LastChange lastChange) {
        this.catalog = catalog;
        this.references = references;
        this.lastChange = lastChange;
    }

    /** Logs the flags that have neither a kill date nor the mark {@code permanent}. */
    void writeUndated() {
        Set<String> inCode = references.flags();
        List<String> undated = new ArrayList<>();
        for (FlagFacts flag : catalog.all()) {
            if ((flag.isDefined() || inCode.contains(flag.name())) && !flag.isPermanent() && killDate(flag) == null) {
                undated.add(flag.name());
            }
        }
        if (!undated.isEmpty()) {
            logger.info("Feature flags without a kill date: " + String.join(", ", undated)
                    + ". Set 'expires' to the last day on which each is needed, or 'permanent: true' in application.yml"
                    + " for a flag that stays.");
        }
    }

    /** Logs the flags to remove, as of a time. */
    void write(Instant now) {
        for (FlagFacts flag : catalog.all()) {
            LocalDate killDate = killDate(flag);
            if (killDate != null) {
                logExpired(flag, killDate, LocalDate.ofInstant(now, ZoneOffset.UTC));
            }
            Boolean answer = flag.forEverybody();
            if (answer != null && isRemovable(flag)) {
                Instant since = lastChange.of(flag.name());
                if (since != null && !since.isAfter(now.minus(LONG_UNCHANGED))) {
                    logRemovable(flag, answer, since);
                }
            }
        }
    }

    /** A flag is not expired on its kill date, but on the day after it. */
    private void logExpired(FlagFacts flag, LocalDate killDate, LocalDate today) {
        long days = ChronoUnit.DAYS.between(killDate, today);
        if (days > 0) {
            logger.warn("Feature flag '" + flag.name() + "' is " + days + (days == 1 ? " day" : " days")
                    + " past its kill date " + killDate + ". It answers as before. " + owner(flag)
                    + "Decide for one of its branches and remove the other, with the flag: " + places(flag, false)
                    + ".");
        }
    }

    private static boolean isRemovable(FlagFacts flag) {
        return !flag.isPermanent() && flag.problem() == null && flag.current() && !flag.vanished();
    }

    private void logRemovable(FlagFacts flag, boolean on, Instant since) {
        logger.info("Feature flag '" + flag.name() + "' has been " + (on ? "on" : "off") + " for everybody since "
                + LocalDate.ofInstant(since, ZoneOffset.UTC) + ", if not longer: it is ready for removal. "
                + owner(flag) + "Keep the " + (on ? "new" : "legacy") + " code of: " + places(flag, true) + ".");
    }

    private @Nullable LocalDate killDate(FlagFacts flag) {
        return flag.killDate(references.of(flag.name()));
    }

    private static String owner(FlagFacts flag) {
        return flag.owner() == null ? "" : "Its owner is " + LogText.of(flag.owner()) + ". ";
    }

    private String places(FlagFacts flag, boolean withFallback) {
        List<CodeReference> code = references.of(flag.name());
        return code.isEmpty()
                ? "no @FeatureToggle refers to it"
                : code.stream()
                        .map(reference -> reference.place()
                                + (withFallback && reference.fallback() != null
                                        ? " (legacy: " + reference.fallback() + ")"
                                        : ""))
                        .collect(Collectors.joining("; "));
    }
}
