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

/** What a native image is told of the endpoint, which no test here makes. */
class EndpointHintsTests {

    private static final ReflectionHintsPredicates REFLECTION = RuntimeHintsPredicates.reflection();

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class WithFlags {}

    @Test
    @DisplayName("R51: operations and the methods that take writes can be called")
    void hasOperations() {
        RuntimeHints hints = process("management.endpoints.web.exposure.include=featureflags");
        Set<String> called = new TreeSet<>();
        for (Class<?> type : List.of(
                FeatureFlagsEndpoint.class,
                FeatureFlagsWebExtension.class,
                ServletWriteMapping.Writes.class,
                ReactiveWriteMapping.Writes.class)) {
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
                .contains("Writes.write", "Writes.refuse", "Writes.unreadable");
    }

    @Test
    @DisplayName("R51: whatever the endpoint answers can be made JSON")
    void hasWhatIsAnswered() {
        RuntimeHints hints = process("management.endpoints.web.exposure.include=featureflags");
        Set<String> answered = new TreeSet<>();
        try (ConfigurableApplicationContext context = EndpointApplication.start(WebApplicationType.SERVLET)) {
            EndpointClient.of(context).with(EndpointApplication.USER, "ada").post("/checkout", Map.of("value", "10%"));
            FlagOperations operations = context.getBean(FlagOperations.class);
            walk(operations.all(), hints, answered);
            walk(operations.history("checkout", null), hints, answered);
            walk(operations.explain("checkout", "ada", null), hints, answered);
        }
        assertThat(answered)
                .containsExactlyInAnyOrder(
                        "ChangeSource", "ExplainedStep", "Explanation", "Reason", "Source", "StepOutcome", "SyncMode");
    }

    /** Every type of ours in an answer is one that Jackson looks into. */
    private static void walk(@Nullable Object answer, RuntimeHints hints, Set<String> answered) {
        if (answer instanceof Map<?, ?> map) {
            map.values().forEach(value -> walk(value, hints, answered));
        } else if (answer instanceof Collection<?> collection) {
            collection.forEach(value -> walk(value, hints, answered));
        } else if (answer instanceof Enum<?> constant) {
            answered.add(constant.getDeclaringClass().getSimpleName());
            assertThat(hints)
                    .matches(REFLECTION
                            .onType(constant.getDeclaringClass())
                            .withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS));
        } else if (answer instanceof Record ours) {
            answered.add(ours.getClass().getSimpleName());
            for (RecordComponent component : ours.getClass().getRecordComponents()) {
                assertThat(hints).matches(REFLECTION.onMethodInvocation(component.getAccessor()));
                try {
                    walk(component.getAccessor().invoke(ours), hints, answered);
                } catch (ReflectiveOperationException ex) {
                    throw new IllegalStateException(ex);
                }
            }
        } else if (answer != null) {
            assertThat(answer.getClass().getPackageName()).startsWith("java.");
        }
    }

    @Test
    void saysNothingWhereThereIsNoEndpoint() {
        assertThat(process("management.endpoint.featureflags.access=NONE"))
                .matches(REFLECTION.onType(ServletWriteMapping.Writes.class).negate());
    }

    @Test
    void saysNothingOfWebFrameworksThatAreAbsent() {
        RuntimeHints hints = new RuntimeHints();
        new EndpointHints().registerHints(hints, new FilteredClassLoader(ReactiveWriteMapping.Writes.class));

        assertThat(hints)
                .matches(REFLECTION.onType(ServletWriteMapping.Writes.class))
                .matches(REFLECTION.onType(ReactiveWriteMapping.Writes.class).negate());
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
