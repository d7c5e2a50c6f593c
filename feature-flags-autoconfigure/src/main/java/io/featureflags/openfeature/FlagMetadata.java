package io.featureflags.openfeature;

import dev.openfeature.sdk.ImmutableMetadata;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.Source;
import io.featureflags.decision.Decision;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.ValueObserver;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * Metadata of the answers of flags: the source, and the owner and the kill date where they are known. At most 1,000 flags are
 * kept with their handles, so that an answer takes one look-up by name.
 */
public final class FlagMetadata implements ValueObserver {

    private static final int MAX_FLAGS = 1000;

    private static final Map<Source, ImmutableMetadata> UNKNOWN = bySource(null, null);

    private final SingletonSupplier<FlagCatalog> catalog;

    private final SingletonSupplier<FlagReferences> references;

    private final AtomicLong changes = new AtomicLong();

    private final Map<String, MarkedFlag> kept = new ConcurrentHashMap<>();

    /**
     * Creates the metadata.
     *
     * @param catalog supplies the known flags; called at the first answer
     * @param references supplies the toggled methods; called at the first answer
     */
    public FlagMetadata(SingletonSupplier<FlagCatalog> catalog, SingletonSupplier<FlagReferences> references) {
        this.catalog = catalog;
        this.references = references;
    }

    /**
     * Finds a flag that has answered before.
     *
     * @param name name of the flag
     * @return the flag; null if it is to be looked up
     */
    @Nullable
    MarkedFlag find(String name) {
        return name == null ? null : kept.get(name); // A call never throws, also if a caller passes null.
    }

    /**
     * Returns the metadata of an answer.
     *
     * @param found flag that has answered; null if it was looked up
     * @param name name of the flag
     * @param source source of the answer
     * @param flags flags by name
     * @return the metadata, all of them texts
     */
    ImmutableMetadata of(@Nullable MarkedFlag found, String name, Source source, FeatureFlags flags) {
        Map<Source, ImmutableMetadata> bySource =
                found != null && found.changes() == changes.get() ? found.bySource() : read(name, flags);
        return Objects.requireNonNull(bySource.get(source));
    }

    private Map<Source, ImmutableMetadata> read(String name, FeatureFlags flags) {
        long present = changes.get(); // Before the facts are read: a change in between makes them outdated.
        FlagFacts facts = catalog.obtain().find(name);
        if (facts == null) {
            kept.remove(name);
            return UNKNOWN;
        }
        Map<Source, ImmutableMetadata> bySource =
                bySource(facts.owner(), facts.killDate(references.obtain().of(name)));
        if (kept.size() < MAX_FLAGS || kept.containsKey(name)) {
            kept.put(name, new MarkedFlag(flags.flag(name), present, bySource));
        }
        return bySource;
    }

    private static Map<Source, ImmutableMetadata> bySource(@Nullable String owner, @Nullable LocalDate expires) {
        Map<Source, ImmutableMetadata> bySource = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            ImmutableMetadata.ImmutableMetadataBuilder metadata =
                    ImmutableMetadata.builder().addString("source", source.name());
            if (owner != null) {
                metadata.addString("owner", owner);
            }
            if (expires != null) {
                metadata.addString("expires", expires.toString());
            }
            bySource.put(source, metadata.build());
        }
        return bySource;
    }

    @Override
    public void replacing(String flag) {
        // The facts are outdated after the replacement only.
    }

    @Override
    public void replaced(String flag, @Nullable String text, @Nullable Decision decision) {
        changes.incrementAndGet();
    }

    /**
     * A flag with the metadata of its answers.
     *
     * @param flag handle of the flag, which follows the store
     * @param changes number of changes of any values before the metadata were read
     * @param bySource the metadata
     */
    record MarkedFlag(Flag flag, long changes, Map<Source, ImmutableMetadata> bySource) {}
}
