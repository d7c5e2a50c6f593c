package io.featureflags.toggle.advice;

import io.featureflags.FeatureToggle;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.IntroductionAdvisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.aspectj.AbstractAspectJAdvice;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AdvisedSupport;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * The advice outside the toggle of one method. It already runs around a call when the legacy code is called, and must not
 * run again for that call: a bulkhead would be entered twice.
 *
 * @param type class of the toggled bean
 * @param method the toggled method
 * @param advisors the advisors before the toggle that apply to the method
 */
public record OuterAdvice(Class<?> type, Method method, List<Advisor> advisors) {

    /** Known by name, since AspectJ is optional. */
    private static final String NAMED_POINTCUT = "org.aspectj.lang.annotation.Pointcut";

    /** A reference to a pointcut of another class, as in {@code com.example.Pointcuts.secured()}. */
    private static final Pattern FOREIGN_POINTCUT = Pattern.compile("\\w\\.\\w+\\s*\\(\\s*\\)");

    /**
     * Finds the advice outside a toggle.
     *
     * @param type class of the toggled bean
     * @param method the toggled method
     * @param call a call of the method
     * @param toggle type of the advisors that route
     * @return the advice; without advisors in nearly every application
     */
    public static OuterAdvice of(
            Class<?> type, Method method, MethodInvocation call, Class<? extends PointcutAdvisor> toggle) {
        List<Advisor> before = new ArrayList<>();
        if (call instanceof ProxyMethodInvocation proxied && proxied.getProxy() instanceof Advised advised) {
            for (Advisor advisor : advised.getAdvisors()) {
                if (toggle.isInstance(advisor) && applies(advisor, method, type)) {
                    return new OuterAdvice(type, method, before);
                }
                if (!ExposeInvocationInterceptor.ADVISOR.equals(advisor) && applies(advisor, call.getMethod(), type)) {
                    before.add(advisor);
                }
            }
        }
        return new OuterAdvice(type, method, List.of());
    }

    /**
     * Returns the advice that still has to run for a legacy method.
     *
     * @param proxy proxy of the bean with the legacy method
     * @param legacyType class of that bean
     * @param legacy the legacy method
     * @param onProxy the same method, as the proxy has it
     * @return interceptors, empty if no advice is left; null if all advice of the proxy has to run
     */
    public @Nullable List<Object> remaining(Advised proxy, Class<?> legacyType, Method legacy, Method onProxy) {
        if (advisors.isEmpty()) {
            return null;
        }
        AdvisedSupport remaining = new AdvisedSupport();
        remaining.setPreFiltered(proxy.isPreFiltered());
        boolean isRepeated = false;
        boolean isLeft = false;
        for (Advisor advisor : proxy.getAdvisors()) {
            if (!applies(advisor, onProxy, legacyType)) {
                continue;
            }
            if (advisors.contains(advisor) && !hasOwnSettings(advisor, legacyType, legacy)) {
                isRepeated = true;
            } else {
                remaining.addAdvisor(advisor);
                isLeft |= !ExposeInvocationInterceptor.ADVISOR.equals(advisor);
            }
        }
        if (!isRepeated) {
            return null;
        }
        return isLeft ? remaining.getInterceptorsAndDynamicInterceptionAdvice(onProxy, legacyType) : List.of();
    }

    /** Returns whether an advisor applies to a method, as Spring's proxies determine it. */
    public static boolean applies(Advisor advisor, Method method, Class<?> type) {
        if (advisor instanceof PointcutAdvisor candidate) {
            Pointcut pointcut = candidate.getPointcut();
            return pointcut.getClassFilter().matches(type)
                    && pointcut.getMethodMatcher().matches(method, type);
        }
        return !(advisor instanceof IntroductionAdvisor);
    }

    /**
     * Returns whether advice reads an annotation of the legacy method that differs from that of the toggled one, such as
     * the role of a security check. It is another check then, and must run too.
     */
    private boolean hasOwnSettings(Advisor advisor, Class<?> legacyType, Method legacy) {
        Collection<Annotation> ofNewCode = annotations(method, type).values();
        String description = description(advisor);
        List<Class<? extends Annotation>> different = annotations(legacy, legacyType).values().stream()
                .filter(annotation -> !ofNewCode.contains(annotation))
                .<Class<? extends Annotation>>map(Annotation::annotationType)
                .toList();
        if (description == null) {
            return different.stream()
                    .anyMatch(read -> ofNewCode.stream()
                            .anyMatch(
                                    other -> other.annotationType().getPackage().equals(read.getPackage())));
        }
        // The advice cannot be known from a pointcut of another class. To run twice is better than to skip a check.
        return (FOREIGN_POINTCUT.matcher(description).find() && !different.isEmpty())
                || different.stream().anyMatch(read -> mentionsOrComposes(description, read));
    }

    /** Returns whether a description mentions an annotation, or one that it is composed of, such as a template. */
    private static boolean mentionsOrComposes(String description, Class<? extends Annotation> read) {
        return mentions(description, read)
                || MergedAnnotations.from(read).stream().anyMatch(meta -> mentions(description, meta.getType()));
    }

    /** Returns whether the pointcut of an advisor is known to match an annotation. */
    public static boolean reads(Advisor advisor, Class<?> annotation) {
        String description = description(advisor);
        return description != null && mentions(description, annotation);
    }

    private static boolean mentions(String description, Class<?> annotation) {
        return Pattern.compile("\\b" + annotation.getSimpleName() + "\\b")
                .matcher(description)
                .find();
    }

    /** Returns the annotations that apply to a method: its own ones, then those of its class, composed ones included. */
    private static Map<Class<?>, Annotation> annotations(Method method, Class<?> type) {
        Map<Class<?>, Annotation> annotations = new HashMap<>();
        for (AnnotatedElement element : new AnnotatedElement[] {method, type}) {
            MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream()
                    .filter(annotation -> !annotation.getType().equals(FeatureToggle.class))
                    .forEach(annotation -> annotations.putIfAbsent(annotation.getType(), annotation.synthesize()));
        }
        return annotations;
    }

    /**
     * Returns a text with the annotations that a pointcut matches. Pointcuts of Spring AOP have that text, and an aspect
     * may name pointcuts of its class in it.
     *
     * @return the text; null for any other pointcut, whose annotations are unknown
     */
    private static @Nullable String description(Advisor advisor) {
        if (!(advisor instanceof PointcutAdvisor candidate)
                || !candidate.getPointcut().getClass().getName().startsWith("org.springframework.aop.")) {
            return null;
        }
        StringBuilder text = new StringBuilder(candidate.getPointcut().toString());
        if (advisor.getAdvice() instanceof AbstractAspectJAdvice advice) {
            Class<?> aspect = advice.getAspectJAdviceMethod().getDeclaringClass();
            for (Method method : aspect.getDeclaredMethods()) {
                MergedAnnotations.from(method)
                        .get(NAMED_POINTCUT)
                        .getValue("value", String.class)
                        .ifPresent(text.append(' ')::append);
            }
        }
        return text.toString();
    }
}
