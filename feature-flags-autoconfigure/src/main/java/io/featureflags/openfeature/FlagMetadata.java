package io.featureflags.openfeature;

import dev.openfeature.sdk.ImmutableMetadata;
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
 * Metadata of the answers of flags: the source, and the owner and the kill date where they are known. Kept for at most 1,000
 * flags, until any value changes.
 */
public final class FlagMetadata implements ValueObserver {

    private static final int MAX_FLAGS = 1000;

    private static final Map<Source, ImmutableMetadata> UNKNOWN = bySource(null, null);

    private final SingletonSupplier<FlagCatalog> catalog;

    private final SingletonSupplier<FlagReferences> references;

    private final AtomicLong changes = new AtomicLong();

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

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
     * Returns the metadata of an answer.
     *
     * @param flag name of the flag
     * @param source source of the answer
     * @return the metadata, all of them texts
     */
    ImmutableMetadata of(String flag, Source source) {
        long present = changes.get(); // Before the facts are read: a change in between makes them outdated.
        Kept found = kept.get(flag);
        if (found != null && found.changes == present) {
            return of(found.bySource, source);
        }
        FlagFacts facts = catalog.obtain().find(flag);
        if (facts == null) {
            return of(UNKNOWN, source);
        }
        Map<Source, ImmutableMetadata> read =
                bySource(facts.owner(), facts.killDate(references.obtain().of(flag)));
        if (found != null || kept.size() < MAX_FLAGS) {
            kept.put(flag, new Kept(present, read));
        }
        return of(read, source);
    }

    private static ImmutableMetadata of(Map<Source, ImmutableMetadata> bySource, Source source) {
        return Objects.requireNonNull(bySource.get(source));
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

    private record Kept(long changes, Map<Source, ImmutableMetadata> bySource) {}
}
