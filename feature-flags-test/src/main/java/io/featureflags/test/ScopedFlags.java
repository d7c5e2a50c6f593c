package io.featureflags.test;

import io.featureflags.Flag;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.LiveValue;
import io.featureflags.Source;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.FlagValueParser;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** The flags of an application, answered as the test of the calling thread has set them. Nothing reaches the store. */
final class ScopedFlags implements FlagRegistry, SmartInitializingSingleton {

    private final FlagRegistry flags;

    private final FlagCatalog catalog;

    private final FlagValueParser parser;

    private final Clock clock;

    private final ContextScopes scopes;

    private final Map<String, FlagValue> meanings = new ConcurrentHashMap<>();

    /** Such as the handles in fields of beans: the code has these flags, too. */
    private final Set<String> lookedUpAtStart = ConcurrentHashMap.newKeySet();

    private volatile boolean started;

    /**
     * Creates the flags.
     *
     * @param flags the flags of the application
     * @param catalog the values of the application
     * @param parser parses the values of tests
     * @param clock the clock of the application
     * @param scopes the tests that run in the application
     */
    ScopedFlags(FlagRegistry flags, FlagCatalog catalog, FlagValueParser parser, Clock clock, ContextScopes scopes) {
        this.flags = flags;
        this.catalog = catalog;
        this.parser = parser;
        this.clock = clock;
        this.scopes = scopes;
    }

    @Override
    public void afterSingletonsInstantiated() {
        started = true;
    }

    /** Returns the names of the flags that were looked up while beans were created. */
    Set<String> lookedUpAtStart() {
        return lookedUpAtStart;
    }

    @Override
    public Flag flag(String name) {
        if (!started) {
            lookedUpAtStart.add(name);
        }
        return new ScopedFlag(flags.flag(name), this);
    }

    @Override
    public Flag register(String name, boolean enabledByDefault) {
        return new ScopedFlag(flags.register(name, enabledByDefault), this);
    }

    /** Returns the handle of the application, whose flags are those of this object. */
    @Override
    public <T> LiveValue<T> value(String name, T otherwise) {
        return flags.value(name, otherwise);
    }

    /** Returns the flag as it answers on this thread. */
    Flag inScope(Flag flag) {
        FeatureScope bound = BoundScope.current();
        if (bound != null) {
            return in(bound, flag);
        }
        List<FeatureScope> candidates = List.copyOf(scopes.ofThisThread());
        if (candidates.isEmpty()) {
            return flag;
        }
        if (candidates.size() == 1) {
            return in(candidates.get(0), flag);
        }
        Map<FeatureScope, Flag> byScope = new LinkedHashMap<>();
        candidates.forEach(scope -> byScope.put(scope, in(scope, flag)));
        return new ContestedFlag(flag, byScope);
    }

    private Flag in(FeatureScope scope, Flag flag) {
        String value = scope.value(flag.name());
        if (value != null) {
            return decided(flag, value, meaning(value), Source.REDIS, scope);
        }
        FlagFacts facts = scope.changesDecisions() ? catalog.find(flag.name()) : null;
        if (facts == null || facts.meaning() == null || facts.value() == null) {
            return flag;
        }
        Source source = facts.current() ? Source.REDIS : Source.LAST_KNOWN;
        return decided(flag, facts.value(), facts.meaning(), source, scope);
    }

    private Flag decided(Flag flag, String text, FlagValue meaning, Source source, FeatureScope scope) {
        return new OverriddenFlag(
                flag,
                text,
                meaning.decisionFor(flag.name(), name -> in(scope, flags.flag(name)), scope.clock(clock)),
                source);
    }

    /**
     * Returns the meaning of a value.
     *
     * @throws InvalidFlagValueException if the value is not understood
     */
    FlagValue meaning(String value) {
        return meanings.computeIfAbsent(value, parser::parse);
    }
}
