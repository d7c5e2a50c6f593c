package io.featureflags.toggle;

import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagReferences;
import io.featureflags.toggle.bytecode.SourceLines;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodClassKey;

/** Lists the toggled methods of an application, and counts their calls. */
public final class ToggledMethodRegistry implements FlagReferences {

    private final Map<String, FlagConfiguration> configured;

    /** Counters by flag, method and class, since an inherited method is toggled in each class separately. The beans of one class share them, so that prototype beans leak no memory. */
    private final Map<String, Map<MethodClassKey, ToggleCounters>> counters = new ConcurrentHashMap<>();

    private final SourceLines sourceLines = new SourceLines();

    /** Lines of methods, by their first request; zero if a line is unknown. */
    private final Map<Method, Integer> lines = new ConcurrentHashMap<>();

    /**
     * Creates a registry without methods.
     *
     * @param configured configuration of flags in {@code application.yml}, by name of the flag
     */
    public ToggledMethodRegistry(Map<String, FlagConfiguration> configured) {
        this.configured = Map.copyOf(configured);
    }

    /** Returns the counters of a method, and registers it if it is new. */
    ToggleCounters countersOf(ToggleSpec spec) {
        MethodClassKey key = new MethodClassKey(spec.method(), spec.type());
        Map<MethodClassKey, ToggleCounters> ofFlag = counters.get(spec.flag());
        ToggleCounters known = ofFlag == null ? null : ofFlag.get(key);
        return known != null
                ? known
                : counters.computeIfAbsent(spec.flag(), flag -> new ConcurrentHashMap<>())
                        .computeIfAbsent(key, method -> ToggleCounters.of(spec));
    }

    /** Returns whether {@code application.yml} defines a flag. */
    boolean isConfigured(String flag) {
        return configured.containsKey(flag);
    }

    @Override
    public Set<String> flags() {
        return Collections.unmodifiableSet(new TreeSet<>(counters.keySet()));
    }

    @Override
    public List<CodeReference> of(String flag) {
        List<CodeReference> references = new ArrayList<>();
        for (ToggleCounters counted : countersOf(flag)) {
            references.add(reference(counted));
        }
        if (references.size() > 1) {
            references.sort(Comparator.comparing(CodeReference::type).thenComparing(CodeReference::method));
        }
        return Collections.unmodifiableList(references);
    }

    @Override
    public CallCounts calls(String flag) {
        return countersOf(flag).stream().map(ToggleCounters::counts).reduce(CallCounts.NONE, CallCounts::plus);
    }

    private Collection<ToggleCounters> countersOf(String flag) {
        Map<MethodClassKey, ToggleCounters> known = counters.get(flag);
        return known == null ? List.of() : known.values();
    }

    private CodeReference reference(ToggleCounters counters) {
        ToggleSpec spec = counters.spec();
        FlagConfiguration configuration = configured.get(spec.flag());
        String method = text(spec.method());
        int line = lines.computeIfAbsent(spec.method(), each -> sourceLines.of(spec.type(), each, method, spec.flag()));
        return new CodeReference(
                spec.flag(),
                spec.type().getName(),
                method,
                line == 0 ? null : Integer.valueOf(line),
                fallback(spec.legacy()),
                configuration == null ? null : configuration.owner(),
                spec.expires(),
                counters.counts());
    }

    private static @Nullable String fallback(@Nullable BranchCode legacy) {
        if (legacy == null) {
            return null;
        }
        BranchBean bean = legacy.bean();
        return (bean == null ? "" : bean.type().getName() + ".") + text(legacy.method());
    }

    private static String text(Method method) {
        return method.getName() + Signatures.parameters(method);
    }
}
