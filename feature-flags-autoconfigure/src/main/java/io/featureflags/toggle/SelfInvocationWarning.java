package io.featureflags.toggle;

import io.featureflags.toggle.bytecode.FinalMethods;
import io.featureflags.toggle.bytecode.SelfCall;
import io.featureflags.toggle.bytecode.SelfInvocations;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.ClassUtils;

/**
 * Warns, once per class, about toggled methods that the class itself calls, as no proxy intercepts these calls. An operator
 * can set the logger of this class to {@code ERROR} to disable the warning; then no byte code is read either.
 */
final class SelfInvocationWarning {

    private static final Log logger = LogFactory.getLog(SelfInvocationWarning.class);

    /** Default methods by which functional interfaces such as converters are combined. */
    private static final Set<String> COMBINATORS = Set.of("andThen", "compose", "and", "or", "negate");

    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();

    /**
     * Warns about the calls within one class, at its first use.
     *
     * @param beanType class of a bean
     * @param specs its toggled methods
     * @param classProxy whether the proxy of the class is a class proxy, on which final methods run
     */
    void warn(Class<?> beanType, List<ToggleSpec> specs, boolean classProxy) {
        List<Method> unwoven = specs.stream()
                .filter(spec -> !spec.woven())
                .map(ToggleSpec::method)
                .toList();
        if (unwoven.isEmpty() || !logger.isWarnEnabled()) {
            return;
        }
        Class<?> type = ClassUtils.getUserClass(beanType);
        if (!seen.add(type)) {
            return;
        }
        List<Method> onProxy = classProxy ? FinalMethods.of(type) : List.of();
        List<SelfCall> calls = SelfInvocations.in(type, unwoven).stream()
                .filter(call -> !isDecided(call, specs) && !isCombinator(call, type))
                .filter(call -> onProxy.stream().noneMatch(call::isIn))
                .toList();
        if (!calls.isEmpty()) {
            logger.warn(
                    type.getName() + " calls its own toggled methods, which no proxy intercepts, so that the new code"
                            + " runs there even while the flag is off: "
                            + calls.stream().map(SelfCall::toString).distinct().collect(Collectors.joining(", "))
                            + ". Route these calls with FeatureFlags.route, move the toggled methods to another bean,"
                            + " or let AspectJ weave the class.");
        }
    }

    /** Returns whether a call is in a combination that only the code of the application creates, such as a chain. */
    private static boolean isCombinator(SelfCall call, Class<?> type) {
        return COMBINATORS.contains(call.place().getMethodName())
                && ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                        .anyMatch(part -> part.getName().equals(call.place().getClassName()));
    }

    /** Returns whether a call comes from new code of the same flag, which runs only while the flag is on. */
    private static boolean isDecided(SelfCall call, List<ToggleSpec> specs) {
        Set<String> flags = specs.stream()
                .filter(spec -> spec.method().equals(call.toggled()))
                .map(ToggleSpec::flag)
                .collect(Collectors.toSet());
        return specs.stream().anyMatch(spec -> flags.contains(spec.flag()) && call.isIn(spec.method()));
    }
}
