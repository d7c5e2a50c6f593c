package io.featureflags.toggle;

import io.featureflags.toggle.bytecode.Implementations;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Rejects cached legacy methods that take the failure of the new code, unless the key leaves it out. A default key consists
 * of all arguments: no result would be found again, and each failure would stay in the cache.
 */
final class CacheKeyChecks {

    /** Annotations of JCache, which is optional. */
    private static final List<String> JCACHE = List.of(
            "javax.cache.annotation.CacheResult",
            "javax.cache.annotation.CachePut",
            "javax.cache.annotation.CacheRemove");

    private static final String JCACHE_KEY = "javax.cache.annotation.CacheKey";

    private CacheKeyChecks() {}

    /**
     * Checks the keys of a legacy method.
     *
     * @param type class of the toggled bean
     * @param method the toggled method
     * @param legacy its legacy code
     * @throws InvalidFeatureToggleException if the failure would be part of a key
     */
    static void check(Class<?> type, Method method, BranchCode legacy) {
        if (!legacy.takesFailure()) {
            return;
        }
        Class<?> legacyType = legacy.bean() == null ? type : legacy.bean().type();
        Method cached = Implementations.of(legacy.method(), legacyType);
        if (!ProxyRules.isOverridable(legacyType, cached)) {
            return; // No proxy sees the annotations of such a method.
        }
        @Nullable
        Collection<CacheOperation> operations =
                new AnnotationCacheOperationSource(false).getCacheOperations(cached, legacyType);
        if (operations != null && operations.stream().anyMatch(operation -> hasFailureInKey(operation, cached))) {
            throw invalid(
                    type,
                    method,
                    cached,
                    "Write key = \"" + keyOf(method)
                            + "\" in its cache annotations, in place of any keyGenerator, or leave out"
                            + " its last parameter.");
        }
        MergedAnnotations annotations = MergedAnnotations.from(cached, SearchStrategy.TYPE_HIERARCHY);
        if (JCACHE.stream().anyMatch(annotations::isPresent) && !selectsKeyParameters(cached)) {
            throw invalid(
                    type,
                    method,
                    cached,
                    "Annotate the parameters of the key with @CacheKey, or leave out its last parameter.");
        }
    }

    /** Returns whether a key may contain the last argument: one of all arguments, or one that an expression reads. */
    private static boolean hasFailureInKey(CacheOperation operation, Method cached) {
        if (operation instanceof CacheEvictOperation evict && evict.isCacheWide()) {
            return false;
        }
        int last = cached.getParameterCount() - 1;
        String name = Pattern.quote(cached.getParameters()[last].getName());
        return operation.getKey().isEmpty()
                || Pattern.compile("#root\\.args(?!\\s*\\[)|#[pa]" + last + "\\b|#" + name + "\\b")
                        .matcher(operation.getKey())
                        .find();
    }

    /** Returns whether the key consists of annotated parameters, without the last one. */
    private static boolean selectsKeyParameters(Method cached) {
        Parameter[] parameters = cached.getParameters();
        return !isKey(parameters[parameters.length - 1])
                && Arrays.stream(parameters).anyMatch(CacheKeyChecks::isKey);
    }

    private static boolean isKey(Parameter parameter) {
        return MergedAnnotations.from(parameter).isPresent(JCACHE_KEY);
    }

    /** Returns a key of the arguments without the failure. */
    private static String keyOf(Method method) {
        int count = method.getParameterCount();
        if (count == 0) {
            return "'" + method.getName() + "'";
        }
        String arguments =
                IntStream.range(0, count).mapToObj(index -> "#p" + index).collect(Collectors.joining(", "));
        return count == 1 ? arguments : "{" + arguments + "}";
    }

    private static InvalidFeatureToggleException invalid(Class<?> type, Method method, Method cached, String action) {
        return new InvalidFeatureToggleException(
                type,
                method,
                "its fallback " + Signatures.of(cached)
                        + " is cached, and the failure that it takes would be part of the" + " key.",
                action);
    }
}
