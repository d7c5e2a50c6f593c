package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.autoconfigure.AheadOfTimeApplication.NewCheckout;
import io.featureflags.autoconfigure.AheadOfTimeApplication.OpenShop;
import io.featureflags.autoconfigure.AheadOfTimeApplication.Shop;
import io.featureflags.autoconfigure.AheadOfTimeApplication.Skipped;
import io.featureflags.autoconfigure.AheadOfTimeApplication.Skipping;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.testing.ImportFlagAutoConfigurations;
import io.featureflags.toggle.InvalidFeatureToggleException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.DecoratingProxy;
import org.springframework.javapoet.ClassName;

/** Hints for a native image. No test builds one. */
class ToggleHintsTests {

    private static final ReflectionHintsPredicates REFLECTION = RuntimeHintsPredicates.reflection();

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class WithoutToggles {}

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class WrongShop {

        @Bean
        Wrong wrong() {
            return new Wrong();
        }
    }

    static class Wrong {

        @FeatureToggle(value = "checkout", fallback = "nowhere")
        public void checkout() {}
    }

    @Test
    @DisplayName("R51: both branches can be called, by the class and by its interfaces")
    void hasBothBranches() throws NoSuchMethodException {
        assertThat(process(AheadOfTimeApplication.class))
                .matches(REFLECTION.onType(OpenShop.class))
                .matches(REFLECTION.onType(Shop.class))
                .matches(REFLECTION.onMethodInvocation(OpenShop.class.getMethod("checkout", String.class)))
                .matches(
                        REFLECTION.onMethodInvocation(OpenShop.class.getDeclaredMethod("legacyCheckout", String.class)))
                .matches(REFLECTION.onMethodInvocation(Shop.class.getMethod("checkout", String.class)));
    }

    @SuppressWarnings("UnusedMethod") // Called by name.
    static class VariantShop {

        @FeatureToggle(
                value = "checkout",
                variants = {
                    @FeatureVariant(value = "express", method = "express"),
                    @FeatureVariant(value = "open", type = OpenShop.class)
                })
        public String checkout(String user) {
            return "new " + user;
        }

        private String express(String user) {
            return "express " + user;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class WithVariants {

        @Bean
        VariantShop variants() {
            return new VariantShop();
        }
    }

    @Test
    @DisplayName("R51: the code of each variant can be called, and its annotation can be read")
    void hasVariants() throws NoSuchMethodException {
        assertThat(process(WithVariants.class))
                .matches(REFLECTION.onType(OpenShop.class))
                .matches(REFLECTION.onMethodInvocation(OpenShop.class.getMethod("checkout", String.class)))
                .matches(REFLECTION.onMethodInvocation(Shop.class.getMethod("checkout", String.class)))
                .matches(REFLECTION.onMethodInvocation(VariantShop.class.getDeclaredMethod("express", String.class)))
                .matches(REFLECTION
                        .onType(FeatureVariant.class)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS));
        assertThat(process(AheadOfTimeApplication.class))
                .matches(REFLECTION.onType(FeatureVariant.class).negate());
    }

    @Test
    @DisplayName("R51: source lines can be read, although there are no class files")
    void hasTheIndex() {
        assertThat(process(AheadOfTimeApplication.class))
                .matches(RuntimeHintsPredicates.resource().forResource("META-INF/feature-flags.json"));
        assertThat(process(WithoutToggles.class))
                .matches(RuntimeHintsPredicates.resource()
                        .forResource("META-INF/feature-flags.json")
                        .negate());
    }

    @Test
    @DisplayName("R51: the annotation can be read, and an annotation that carries it")
    void hasAnnotations() {
        assertThat(process(AheadOfTimeApplication.class))
                .matches(REFLECTION
                        .onType(FeatureToggle.class)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
                .matches(
                        REFLECTION.onType(NewCheckout.class).withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
                .matches(RuntimeHintsPredicates.proxies().forInterfaces(FeatureToggle.class));
    }

    @Test
    @DisplayName("R51: empty results can be created")
    void hasTypesOfNothing() {
        assertThat(process(AheadOfTimeApplication.class))
                .matches(REFLECTION.onType(String[].class))
                .matches(REFLECTION
                        .onType(CopyOnWriteArrayList.class)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
    }

    @Test
    @DisplayName("R51: proxies of toggled beans are there, of classes or of interfaces as the application wants them")
    void hasProxies() throws ReflectiveOperationException {
        RuntimeHints hints = process(AheadOfTimeApplication.class, "spring.aop.proxy-target-class=true");
        Class<?> proxy = Class.forName(Skipped.class.getName() + "$$SpringCGLIB$$0");
        assertThat(hints)
                .matches(REFLECTION.onType(proxy).withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
        assertThat(process(AheadOfTimeApplication.class, "spring.aop.proxy-target-class=false"))
                .matches(RuntimeHintsPredicates.proxies()
                        .forInterfaces(Skipping.class, SpringProxy.class, Advised.class, DecoratingProxy.class));
    }

    @Test
    @DisplayName("R51: properties of flags can be bound")
    void hasSettings() {
        assertThat(process(WithoutToggles.class))
                .matches(REFLECTION.onConstructorInvocation(
                        FlagConfiguration.class.getDeclaredConstructors()[0]))
                .matches(REFLECTION.onConstructorInvocation(
                        FeatureFlagsProperties.Redis.class.getDeclaredConstructors()[0]));
    }

    @Test
    @DisplayName("R51: without toggled methods there is no hint of them")
    void hasNoHintsWithoutToggledMethods() {
        assertThat(process(WithoutToggles.class))
                .matches(REFLECTION.onType(FeatureToggle.class).negate());
    }

    @Test
    @DisplayName("R51: a toggled method that cannot work stops the processing, and so the build")
    void refusesWhatCannotWork() {
        assertThatExceptionOfType(InvalidFeatureToggleException.class)
                .isThrownBy(() -> process(WrongShop.class))
                .withMessageContaining("nowhere");
    }

    private static RuntimeHints process(Class<?> configuration, String... properties) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(properties).applyTo(context);
        context.register(configuration);
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get(ToggleHintsTests.class)), new InMemoryGeneratedFiles());
        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        return generation.getRuntimeHints();
    }
}
