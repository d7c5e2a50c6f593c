package io.featureflags.toggle;

import io.featureflags.toggle.advice.OuterAdvice;
import io.featureflags.toggle.bytecode.Implementations;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final List<String> EXCLUSIVE =
            List.of("Lock", "Locked", "Klock", "Mutex", "Semaphore", "Exclusive", "Bulkhead", "ConcurrencyLimit");

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
        List<Class<? extends Annotation>> annotations = exclusive(spec.method(), spec.type());
        if (annotations.isEmpty()) {
            return; // Nearly every method.
        }
        for (BranchCode code : spec.otherCode()) {
            if (!warned.contains(spec.method())) {
                check(spec, code, annotations, outside);
            }
        }
    }

    private void check(
            ToggleSpec spec, BranchCode code, List<Class<? extends Annotation>> annotations, List<Advisor> outside) {
        Class<?> type = code.bean() == null ? spec.type() : code.bean().type();
        Method method = Implementations.of(code.method(), type);
        boolean isIntercepted = ProxyRules.isOverridable(type, method);
        annotations.stream()
                .filter(annotation -> outside.stream().noneMatch(advisor -> reads(advisor, annotation)))
                .filter(annotation -> !isIntercepted || !exclusive(method, type).contains(annotation))
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
        for (String word : EXCLUSIVE) {
            for (int start = simpleName.indexOf(word); start >= 0; start = simpleName.indexOf(word, start + 1)) {
                int end = start + word.length();
                if (end == simpleName.length() || isCapitalOrDigit(simpleName.charAt(end))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCapitalOrDigit(char letter) {
        return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    }

    private static List<Class<? extends Annotation>> exclusive(Method method, Class<?> type) {
        List<Class<? extends Annotation>> found = new ArrayList<>();
        for (AnnotatedElement element : List.of(method, type)) {
            for (MergedAnnotation<?> annotation : MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY)) {
                if (isExclusive(annotation.getType().getSimpleName())) {
                    found.add(annotation.getType());
                }
            }
        }
        return found;
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
