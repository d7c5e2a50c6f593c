package io.featureflags.test;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.core.annotation.MergedAnnotations;

/** Runs a test, or all tests of a class, once for each combination of {@link FeatureVariations}. */
final class FeatureVariationsExtension
        implements TestTemplateInvocationContextProvider, ClassTemplateInvocationContextProvider {

    FeatureVariationsExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), FeatureVariations.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        rejectOtherTests(context.getRequiredTestMethod());
        return variations(context.getRequiredTestMethod()).map(RunOfMethod::new);
    }

    /** JUnit would run the method for each of these annotations, and no run would have both arguments and flags. */
    private static void rejectOtherTests(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (AnnotationSupport.isAnnotated(type, Testable.class)
                    && type != FeatureVariations.class
                    && !AnnotationSupport.isAnnotated(type, FeatureVariations.class)) {
                throw new ExtensionConfigurationException(method + " has both @FeatureVariations and @"
                        + type.getSimpleName() + ", which do not combine on a method. Remove @"
                        + type.getSimpleName()
                        + ", or put @FeatureVariations on the class: it repeats all tests there.");
            }
        }
    }

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), FeatureVariations.class);
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return variations(context.getRequiredTestClass()).map(RunOfClass::new);
    }

    private static Stream<Variation> variations(AnnotatedElement element) {
        FeatureVariations annotation = AnnotationSupport.findAnnotation(element, FeatureVariations.class)
                .orElseThrow();
        AnnotatedElement declaring = element instanceof Class<?> type ? declaring(type) : element;
        return Combinations.of(annotation, declaring).map(values -> new Variation(values, declaring));
    }

    /** Returns the class or interface whose annotation a test class has, which may be inherited. */
    private static AnnotatedElement declaring(Class<?> testClass) {
        return DeclaredFlags.elements(testClass).stream()
                .filter(element -> MergedAnnotations.from(element, MergedAnnotations.SearchStrategy.DIRECT)
                        .isPresent(FeatureVariations.class))
                .findFirst()
                .orElse(testClass);
    }

    private record RunOfMethod(Variation variation) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocation) {
            return variation.displayName();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(variation);
        }
    }

    private record RunOfClass(Variation variation) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocation) {
            return variation.displayName();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(variation);
        }
    }
}
