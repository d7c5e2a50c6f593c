package io.featureflags.toggle;

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
 * Warns, once per class, of toggled methods that the class itself calls: no proxy sees these calls. Who knows better sets
 * this class's logger to {@code ERROR}, and then no byte code is read either.
 */
final class SelfInvocationWarning {

    private static final Log logger = LogFactory.getLog(SelfInvocationWarning.class);

    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();

    void warn(Class<?> beanType, List<ToggleSpec> specs) {
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
        List<SelfCall> calls = SelfInvocations.in(type, unwoven).stream()
                .filter(call -> !isDecided(call, specs))
                .toList();
        if (!calls.isEmpty()) {
            logger.warn(
                    type.getName() + " calls toggled methods of its own, which no proxy sees, so that the new code runs"
                            + " there whatever the flag says: "
                            + calls.stream().map(SelfCall::toString).distinct().collect(Collectors.joining(", "))
                            + ". Route these calls with FeatureFlags.route, move the toggled methods to another bean, or let AspectJ"
                            + " weave the class.");
        }
    }

    /** Where the new code runs its flag is on, also for what else that flag toggles. */
    private static boolean isDecided(SelfCall call, List<ToggleSpec> specs) {
        Set<String> flags = specs.stream()
                .filter(spec -> spec.method().equals(call.toggled()))
                .map(ToggleSpec::flag)
                .collect(Collectors.toSet());
        return specs.stream().anyMatch(spec -> flags.contains(spec.flag()) && call.isIn(spec.method()));
    }
}
