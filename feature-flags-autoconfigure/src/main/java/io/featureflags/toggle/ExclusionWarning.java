package io.featureflags.toggle;

import io.featureflags.toggle.advice.OuterAdvice;
import io.featureflags.toggle.bytecode.Implementations;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.aop.Advisor;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Warns about new code whose annotation limits concurrent calls, such as a lock, if its legacy code or a variant runs without
 * that annotation. Such annotations are known by their name, since many libraries and applications have one.
 */
final class ExclusionWarning {

    private static final Log logger = LogFactory.getLog(ExclusionWarning.class);

    /** A word with a capital: {@code SchedulerLock} has one, and {@code Clock} has none. */
    private static final Pattern EXCLUSIVE = Pattern.compile(
            ".*(?:Lock|Locked|Klock|Mutex|Semaphore|Exclusive|Bulkhead" + "|ConcurrencyLimit)(?:[A-Z0-9].*)?");

    /** Segments of a package that identify a library. */
    private static final int LIBRARY_SEGMENTS = 3;

    private final Set<Method> warned = ConcurrentHashMap.newKeySet();

    /**
     * Warns about a toggled method, once.
     *
     * @param spec the method
     * @param outside the advisors before the toggle, whose advice covers the legacy code
     */
    void check(ToggleSpec spec, List<Advisor> outside) {
        spec.otherCode().filter(code -> !warned.contains(spec.method())).forEach(code -> check(spec, code, outside));
    }

    private void check(ToggleSpec spec, BranchCode code, List<Advisor> outside) {
        Class<?> type = code.bean() == null ? spec.type() : code.bean().type();
        Method method = Implementations.of(code.method(), type);
        boolean isIntercepted = ProxyRules.isOverridable(type, method);
        exclusive(spec.method(), spec.type())
                .filter(annotation -> outside.stream().noneMatch(advisor -> reads(advisor, annotation)))
                .filter(annotation -> !isIntercepted || exclusive(method, type).noneMatch(annotation::equals))
                .findFirst()
                .ifPresent(annotation -> {
                    warned.add(spec.method());
                    logger.warn("Feature flag '" + spec.flag() + "': the "
                            + (code.equals(spec.legacy()) ? "legacy" : "variant") + " code "
                            + Signatures.of(type, method) + " runs without @" + annotation.getSimpleName()
                            + " of " + Signatures.of(spec.type(), spec.method())
                            + ", so that its calls may run at the same time. "
                            + (isIntercepted
                                    ? "Annotate it too."
                                    : "Make it neither private, static nor final, and annotate it too."));
                });
    }

    /** Returns whether the name of an annotation promises to limit concurrent calls. */
    static boolean isExclusive(String simpleName) {
        return EXCLUSIVE.matcher(simpleName).matches();
    }

    private static Stream<Class<? extends Annotation>> exclusive(Method method, Class<?> type) {
        return Stream.of(method, type)
                .flatMap(element -> MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream())
                .<Class<? extends Annotation>>map(MergedAnnotation::getType)
                .filter(annotation -> isExclusive(annotation.getSimpleName()));
    }

    /** Returns whether an advisor reads an annotation. If its pointcut does not show it, both are of one library. */
    private static boolean reads(Advisor advisor, Class<?> annotation) {
        return OuterAdvice.reads(advisor, annotation)
                || Stream.of(advisor, advisor.getAdvice())
                        .anyMatch(part -> library(part.getClass()).equals(library(annotation)));
    }

    private static String library(Class<?> type) {
        return Arrays.stream(type.getName().split("\\.", -1))
                .limit(LIBRARY_SEGMENTS)
                .collect(Collectors.joining("."));
    }
}
