package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.ImportFlagAutoConfigurations;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** Hints of the endpoint for a native image, which no test here builds. */
class EndpointHintsTests {

    private static final ReflectionHintsPredicates REFLECTION = RuntimeHintsPredicates.reflection();

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class WithFlags {}

    @Test
    @DisplayName("R51: operations and the handler methods of writes can be called")
    void hasOperations() {
        RuntimeHints hints = process("management.endpoints.web.exposure.include=featureflags");
        Set<String> called = new TreeSet<>();
        for (Class<?> type : List.of(
                FeatureFlagsEndpoint.class,
                FeatureFlagsWebExtension.class,
                ServletWriteMapping.ServletHandler.class,
                ReactiveWriteMapping.ReactiveHandler.class)) {
            for (Method method : type.getDeclaredMethods()) {
                if (Arrays.stream(method.getAnnotations()).anyMatch(found -> true)
                        || method.getReturnType().getSimpleName().matches("Mono|ResponseEntity")) {
                    assertThat(hints).as(method.toString()).matches(REFLECTION.onMethodInvocation(method));
                    called.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertThat(called)
                .contains("FeatureFlagsEndpoint.view", "FeatureFlagsWebExtension.delete")
                .contains("ServletHandler.set", "ServletHandler.reject", "ServletHandler.unreadable")
                .contains("ReactiveHandler.set", "ReactiveHandler.reject", "ReactiveHandler.unreadable");
    }

    @Test
    @DisplayName("R51: all types in responses of the endpoint can be serialized to JSON")
    void hasTypesOfResponses() {
        RuntimeHints hints = process("management.endpoints.web.exposure.include=featureflags");
        Set<String> returned = new TreeSet<>();
        try (ConfigurableApplicationContext context = EndpointApplication.start(WebApplicationType.SERVLET)) {
            EndpointClient.of(context).with(EndpointApplication.USER, "ada").post("/checkout", Map.of("value", "10%"));
            FlagReadOperations operations =
                    context.getBean(LazyOperations.class).get().reads();
            walk(operations.all(), hints, returned);
            walk(operations.history("checkout", null, ReaderView.ALL), hints, returned);
            walk(operations.explain("checkout", "ada", null), hints, returned);
        }
        assertThat(returned)
                .containsExactlyInAnyOrder(
                        "ChangeSource", "ExplainedStep", "Explanation", "Reason", "Source", "StepOutcome", "SyncMode");
    }

    /** Checks that every type of ours in a response has hints for Jackson. */
    private static void walk(@Nullable Object response, RuntimeHints hints, Set<String> returned) {
        if (response instanceof Map<?, ?> map) {
            map.values().forEach(value -> walk(value, hints, returned));
        } else if (response instanceof Collection<?> collection) {
            collection.forEach(value -> walk(value, hints, returned));
        } else if (response instanceof Enum<?> constant) {
            returned.add(constant.getDeclaringClass().getSimpleName());
            assertThat(hints)
                    .matches(REFLECTION
                            .onType(constant.getDeclaringClass())
                            .withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS));
        } else if (response instanceof Record ours) {
            returned.add(ours.getClass().getSimpleName());
            for (RecordComponent component : ours.getClass().getRecordComponents()) {
                assertThat(hints).matches(REFLECTION.onMethodInvocation(component.getAccessor()));
                try {
                    walk(component.getAccessor().invoke(ours), hints, returned);
                } catch (ReflectiveOperationException ex) {
                    throw new IllegalStateException(ex);
                }
            }
        } else if (response != null) {
            assertThat(response.getClass().getPackageName()).startsWith("java.");
        }
    }

    @Test
    void hasNoHintsWithoutTheEndpoint() {
        assertThat(process("management.endpoint.featureflags.access=NONE"))
                .matches(REFLECTION
                        .onType(ServletWriteMapping.ServletHandler.class)
                        .negate());
    }

    @Test
    void hasNoHintsForAbsentWebFrameworks() {
        RuntimeHints hints = new RuntimeHints();
        new EndpointHints().registerHints(hints, new FilteredClassLoader(ReactiveWriteMapping.ReactiveHandler.class));

        assertThat(hints)
                .matches(REFLECTION.onType(ServletWriteMapping.ServletHandler.class))
                .matches(REFLECTION
                        .onType(ReactiveWriteMapping.ReactiveHandler.class)
                        .negate());
    }

    private static RuntimeHints process(String property) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(property).applyTo(context);
        context.register(WithFlags.class);
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get(EndpointHintsTests.class)), new InMemoryGeneratedFiles());
        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        return generation.getRuntimeHints();
    }
}
