package io.featureflags.toggle;

import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagReferences;
import io.featureflags.toggle.bytecode.SourceLine;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The toggled methods of an application, with their calls. */
public final class ToggledCode implements FlagReferences {

    private final Map<String, FlagConfiguration> configured;

    /** The methods by their flag. The beans of one class share the calls, so that those of a prototype are no leak. */
    private final Map<String, Map<Place, ToggleCalls>> methods = new ConcurrentHashMap<>();

    /** Found when somebody asks, since class files are read for it; zero where they do not tell. */
    private final Map<Method, Integer> lines = new ConcurrentHashMap<>();

    /**
     * Begins with no methods.
     *
     * @param configured what {@code application.yml} says, by the flag's name
     */
    public ToggledCode(Map<String, FlagConfiguration> configured) {
        this.configured = Map.copyOf(configured);
    }

    ToggleCalls callsOf(ToggleSpec spec) {
        return methods.computeIfAbsent(spec.flag(), flag -> new ConcurrentHashMap<>())
                .computeIfAbsent(new Place(spec.type(), spec.method()), place -> ToggleCalls.of(spec));
    }

    @Override
    public Set<String> flags() {
        return Collections.unmodifiableSet(new TreeSet<>(methods.keySet()));
    }

    @Override
    public List<CodeReference> of(String flag) {
        return callsOf(flag).stream()
                .map(this::reference)
                .sorted(Comparator.comparing(CodeReference::type).thenComparing(CodeReference::method))
                .toList();
    }

    @Override
    public CallCounts calls(String flag) {
        return callsOf(flag).stream().map(ToggleCalls::counts).reduce(CallCounts.NONE, CallCounts::plus);
    }

    private Collection<ToggleCalls> callsOf(String flag) {
        Map<Place, ToggleCalls> known = methods.get(flag);
        return known == null ? List.of() : known.values();
    }

    private CodeReference reference(ToggleCalls calls) {
        ToggleSpec spec = calls.spec();
        FlagConfiguration configuration = configured.get(spec.flag());
        int line = lines.computeIfAbsent(spec.method(), SourceLine::of);
        return new CodeReference(
                spec.flag(),
                spec.type().getName(),
                text(spec.method()),
                line == 0 ? null : Integer.valueOf(line),
                fallback(spec.legacy()),
                configuration == null ? null : configuration.owner(),
                spec.expires(),
                calls.counts());
    }

    private static @Nullable String fallback(@Nullable LegacyCode legacy) {
        if (legacy == null) {
            return null;
        }
        LegacyBean bean = legacy.bean();
        return (bean == null ? "" : bean.type().getName() + ".") + text(legacy.method());
    }

    private static String text(Method method) {
        return method.getName() + Signatures.parameters(method);
    }

    /** A method, and the class of the bean: a method of a super-class is toggled in each class by itself. */
    private record Place(Class<?> type, Method method) {}
}
