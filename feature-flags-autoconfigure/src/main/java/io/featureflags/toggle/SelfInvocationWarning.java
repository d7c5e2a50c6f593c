package io.featureflags.toggle;

import io.featureflags.toggle.bytecode.FinalMethods;
import io.featureflags.toggle.bytecode.SelfCall;
import io.featureflags.toggle.bytecode.SelfInvocations;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Warns, once per class, about toggled methods that are called without the proxy: by the class itself, by code that it
 * inherits from a library, or by a library that keeps the bean itself. An operator can set the logger of this class to
 * {@code ERROR} to disable the warnings; then no byte code is read either.
 */
final class SelfInvocationWarning {

    private static final Log logger = LogFactory.getLog(SelfInvocationWarning.class);

    /** Default methods by which functional interfaces such as converters are combined. */
    private static final Set<String> COMBINATORS = Set.of("andThen", "compose", "and", "or", "negate", "thenComparing");

    /**
     * Annotations whose libraries look for methods in each bean before it has its proxy, and call them on the bean itself.
     * Those of Spring's listeners, scheduled methods and endpoints are not among them, as they call the proxy.
     */
    private static final Set<String> OF_BARE_BEANS = Set.of(
            "org.apache.camel.Consume", "com.ctrip.framework.apollo.spring.annotation.ApolloConfigChangeListener");

    private static final String WAYS_OUT = ". Route these calls with FeatureFlags.route, move the toggled methods to"
            + " another bean, or let AspectJ weave the class.";

    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();

    /**
     * Warns about the methods of one class, at its first use.
     *
     * @param beanType class of a bean
     * @param specs its toggled methods
     * @param classProxy whether the proxy of the class is a class proxy, on which final methods run
     */
    void warn(Class<?> beanType, List<ToggleSpec> specs, boolean classProxy) {
        Class<?> type = ClassUtils.getUserClass(beanType);
        if (specs.isEmpty() || !logger.isWarnEnabled() || !seen.add(type)) {
            return;
        }
        List<Method> unwoven = new ArrayList<>();
        for (ToggleSpec spec : specs) {
            if (!spec.woven()) {
                unwoven.add(spec.method());
            }
        }
        if (unwoven.isEmpty()) {
            return;
        }
        warnOfLibraries(type, specs);
        List<Method> onProxy = classProxy ? finalMethodsOnProxy(type) : List.of();
        List<SelfCall> calls = new ArrayList<>();
        for (SelfCall call : SelfInvocations.in(type, unwoven)) {
            if (!isDecided(call, specs) && !isCombinator(call, type) && !isInOne(call, onProxy)) {
                calls.add(call);
            }
        }
        if (!calls.isEmpty()) {
            logger.warn(type.getName()
                    + " calls its own toggled methods, which no proxy intercepts, so that the new code"
                    + " runs there even while the flag is off: "
                    + calls.stream().map(SelfCall::toString).distinct().collect(Collectors.joining(", "))
                    + WAYS_OUT + " Flags: "
                    + calls.stream()
                            .flatMap(call -> flags(call.toggled(), specs).stream())
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
    }

    private static void warnOfLibraries(Class<?> type, List<ToggleSpec> specs) {
        Set<String> methods = new LinkedHashSet<>();
        for (ToggleSpec spec : specs) {
            if (!spec.woven()) {
                for (MergedAnnotation<?> annotation :
                        MergedAnnotations.from(spec.method(), SearchStrategy.TYPE_HIERARCHY)) {
                    if (OF_BARE_BEANS.contains(annotation.getType().getName())) {
                        methods.add(Signatures.of(type, spec.method()) + " with @"
                                + annotation.getType().getSimpleName() + " (flag " + spec.flag() + ")");
                    }
                }
            }
        }
        if (!methods.isEmpty()) {
            logger.warn(
                    "The library of an annotation calls toggled methods on the bean itself, and not on its proxy, so"
                            + " that the new code runs there even while the flag is off: " + String.join(", ", methods)
                            + WAYS_OUT);
        }
    }

    /** Returns the final methods that run on the proxy, without those that other methods of the bean call on the bean. */
    private static List<Method> finalMethodsOnProxy(Class<?> type) {
        List<Method> found = FinalMethods.of(type);
        List<Method> onProxy = new ArrayList<>(found);
        for (SelfCall call : SelfInvocations.in(type, found)) {
            if (!isInOne(call, found)) {
                onProxy.remove(call.toggled());
            }
        }
        return onProxy;
    }

    private static boolean isInOne(SelfCall call, List<Method> methods) {
        for (Method method : methods) {
            if (call.isIn(method)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a call is in a combination that only the code of the application creates, such as a chain. */
    private static boolean isCombinator(SelfCall call, Class<?> type) {
        return COMBINATORS.contains(call.place().getMethodName())
                && ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                        .anyMatch(part -> part.getName().equals(call.place().getClassName()));
    }

    /** Returns whether a call comes from new code or a variant of the same flag, which runs only while the flag is on. */
    private static boolean isDecided(SelfCall call, List<ToggleSpec> specs) {
        Set<String> flags = flags(call.toggled(), specs);
        return specs.stream()
                .filter(spec -> flags.contains(spec.flag()))
                .flatMap(spec -> Stream.concat(
                        Stream.of(spec.method()),
                        spec.variants().values().stream().map(BranchCode::method)))
                .anyMatch(call::isIn);
    }

    private static Set<String> flags(Method toggled, List<ToggleSpec> specs) {
        return specs.stream()
                .filter(spec -> spec.method().equals(toggled))
                .map(ToggleSpec::flag)
                .collect(Collectors.toSet());
    }
}
