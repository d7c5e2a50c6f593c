package io.featureflags.ofrep;

import io.featureflags.decision.Window;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists the flags that callers may evaluate, and the versions of the lists. A list is made again after a change of a value, when a
 * window opens or closes, and after a second, in which code may have mentioned another flag.
 */
public final class FlagListings {

    private static final long MAX_AGE_NANOS = 1_000_000_000;

    private final FlagRegistry flags;

    private final FlagCatalog catalog;

    private final OfrepChanges changes;

    private final Clock clock;

    private final LongSupplier nanoTime;

    private final Map<FlagPatterns, FlagVersions> lists = new HashMap<>();

    /**
     * Creates the lists, and loads the flags that are given by their full names.
     *
     * @param flags the flags without meters: a client requests all flags that it may need, and uses few of them
     * @param catalog the flags that are known
     * @param access the flags that callers may evaluate
     * @param changes counts changes
     * @param clock clock for windows
     */
    public FlagListings(
            FlagRegistry flags, FlagCatalog catalog, OfrepAccess access, OfrepChanges changes, Clock clock) {
        this.flags = flags;
        this.catalog = catalog;
        this.changes = changes;
        this.clock = clock;
        this.nanoTime = System::nanoTime;
        for (FlagPatterns patterns : access.patterns()) {
            lists.put(patterns, new FlagVersions());
            for (String name : patterns.names()) {
                flags.flag(name);
            }
        }
    }

    /** Returns whether callers may evaluate flags by the beginnings of their names. */
    boolean haveBeginnings() {
        for (FlagPatterns patterns : lists.keySet()) {
            if (patterns.haveBeginnings()) {
                return true;
            }
        }
        return false;
    }

    /** Loads those of some flags that callers may evaluate. */
    void load(Set<String> names) {
        for (String name : names) {
            for (FlagPatterns patterns : lists.keySet()) {
                if (patterns.match(name)) {
                    flags.flag(name);
                    break;
                }
            }
        }
    }

    /** Returns the present flags of some callers. */
    FlagListing of(FlagPatterns patterns) {
        FlagVersions versions = versions(patterns);
        FlagListing last = versions.last();
        // Read before the flags: a change meanwhile makes another list necessary.
        long seen = changes.count();
        long now = nanoTime.getAsLong();
        if (last != null
                && last.changes() == seen
                && now - last.readNanos() < MAX_AGE_NANOS
                && clock.millis() < last.validUntil()) {
            return last;
        }
        FlagListing listing = read(patterns, last, seen, now);
        versions.add(listing);
        return listing;
    }

    /** Returns whether a version is the present one, or was a recent one. */
    boolean knows(FlagPatterns patterns, String version) {
        return of(patterns).version().equals(version) || versions(patterns).contains(version);
    }

    /** Records the present versions of all lists that are in use. */
    void refresh() {
        for (Map.Entry<FlagPatterns, FlagVersions> list : lists.entrySet()) {
            if (list.getValue().last() != null) {
                of(list.getKey());
            }
        }
    }

    private FlagVersions versions(FlagPatterns patterns) {
        return Objects.requireNonNull(lists.get(patterns));
    }

    private FlagListing read(FlagPatterns patterns, @Nullable FlagListing last, long seen, long now) {
        Map<String, FlagFacts> known = new HashMap<>();
        SortedMap<String, FlagFacts> digested = new TreeMap<>();
        SortedMap<String, ListedFlag> listed = new TreeMap<>();
        catalog.all().forEach(facts -> known.put(facts.name(), facts));
        known.forEach((name, facts) -> {
            if (patterns.match(name)) {
                listed.put(name, listed(name, last));
                addWithRequired(facts, known, digested);
            }
        });
        // Loaded again if it is only in the store and was dropped from the memory.
        patterns.names().forEach(name -> listed.computeIfAbsent(name, absent -> listed(absent, last)));
        long millis = clock.millis();
        long validUntil = Window.NEVER;
        MessageDigest digest = Digests.sha256();
        for (FlagFacts facts : digested.values()) {
            update(digest, facts, Instant.ofEpochMilli(millis));
            validUntil = Math.min(validUntil, window(facts).nextChange(millis));
        }
        return new FlagListing(listed, Digests.shortText(digest), seen, now, validUntil);
    }

    private ListedFlag listed(String name, @Nullable FlagListing last) {
        ListedFlag before = last == null ? null : last.flags().get(name);
        return before == null ? new ListedFlag(flags.flag(name)) : before;
    }

    /** Adds a flag with those that it requires: their changes are changes of its answer. */
    private static void addWithRequired(
            FlagFacts facts, Map<String, FlagFacts> known, Map<String, FlagFacts> digested) {
        // A flag that only the code mentions does not change, and instances must agree after a deletion.
        if (facts.isDefined() && digested.putIfAbsent(facts.name(), facts) == null && facts.meaning() != null) {
            for (String name : facts.meaning().requires()) {
                FlagFacts required = known.get(name);
                if (required != null) {
                    addWithRequired(required, known, digested);
                }
            }
        }
    }

    private static void update(MessageDigest digest, FlagFacts facts, Instant now) {
        Boolean configured =
                facts.configuration() == null ? null : facts.configuration().enabled();
        update(digest, facts.name());
        update(digest, facts.value() == null ? "" : "=" + facts.value());
        update(digest, configured + (isOpen(window(facts), now) ? " open" : " closed"));
    }

    /** The length before the text keeps texts apart. */
    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) (bytes.length >>> 24));
        digest.update((byte) (bytes.length >>> 16));
        digest.update((byte) (bytes.length >>> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
    }

    private static Window window(FlagFacts facts) {
        return facts.meaning() == null ? Window.ALWAYS : facts.meaning().window();
    }

    private static boolean isOpen(Window window, Instant now) {
        return (window.from() == null || !now.isBefore(window.from()))
                && (window.until() == null || now.isBefore(window.until()));
    }
}
