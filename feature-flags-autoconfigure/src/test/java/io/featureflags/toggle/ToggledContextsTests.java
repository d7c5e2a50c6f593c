package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.ImportFlagAutoConfigurations;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** Toggled beans of parent and child contexts are routed, or stop the start. */
class ToggledContextsTests {

    private final ApplicationContextRunner flags = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withPropertyValues("feature-flags.store=memory");

    @Test
    void routesInAChildContext() {
        try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Flags.class)
                .web(WebApplicationType.NONE)
                .child(Harbour.class)
                .web(WebApplicationType.NONE)
                .properties("feature-flags.store=memory")
                .run()) {
            assertThat(child.getBean(Crane.class).lift()).isEqualTo("by hand");
        }
    }

    @Test
    void routesInAnInitializedChildContext() {
        try (ConfigurableApplicationContext parent = new SpringApplicationBuilder(Flags.class)
                        .web(WebApplicationType.NONE)
                        .properties("feature-flags.store=memory")
                        .run();
                AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
            child.setParent(parent);
            child.register(Harbour.class);
            new ToggledContexts().initialize(child);
            child.refresh();
            assertThat(child.getBean(Crane.class).lift()).isEqualTo("by hand");
        }
    }

    @Test
    void childContextWithoutRoutingStopsItsRefresh() {
        flags.run(parent -> {
            try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
                child.setParent(parent);
                child.register(Harbour.class);
                assertThatThrownBy(child::refresh)
                        .hasMessageContaining("Crane.lift() cannot work")
                        .hasMessageContaining("Crane'");
                assertThat(child.isActive()).isFalse();
            }
        });
    }

    @Test
    void grandchildContextStopsItsRefresh() {
        flags.run(parent -> {
            try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
                    GenericWebApplicationContext grandchild = new GenericWebApplicationContext()) {
                child.setParent(parent);
                child.refresh();
                grandchild.setParent(child);
                grandchild.registerBean(Crane.class);
                assertThatThrownBy(grandchild::refresh).hasMessageContaining("Crane.lift() cannot work");
            }
        });
    }

    @Test
    void beansCreatedLaterInAChildContextAreRejected() {
        flags.run(parent -> {
            try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
                child.setParent(parent);
                child.registerBean(Crane.class, definition -> definition.setLazyInit(true));
                child.refresh();
                assertThatThrownBy(() -> child.getBean(Crane.class))
                        .hasStackTraceContaining("Crane.lift() cannot work");
            }
        });
    }

    @Test
    void childContextWithFlagsOfItsOwnIsLeftAlone() {
        flags.run(parent -> {
            try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
                child.setParent(parent);
                child.register(Flags.class, Harbour.class);
                child.refresh();
                assertThat(child.getBean(Crane.class).lift()).isEqualTo("by hand");
            }
        });
    }

    @Test
    void childContextWithoutTogglesIsLeftAlone() {
        flags.run(parent -> {
            try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
                child.setParent(parent);
                child.registerBean("word", String.class, () -> "crane");
                child.refresh();
                assertThat(child.getBean("word")).isEqualTo("crane");
            }
        });
    }

    @Test
    void parentContextWithoutFlagsStopsTheStart() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Harbour.class)
                        .web(WebApplicationType.NONE)
                        .child(Flags.class)
                        .web(WebApplicationType.NONE)
                        .run()
                        .close())
                .hasStackTraceContaining("Crane.lift() cannot work: the application context of bean");
    }

    /** The context with the flags. */
    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class Flags {}

    /** A context with a toggled bean, without flags. */
    @Configuration(proxyBeanMethods = false)
    @Import(Crane.class)
    static class Harbour {}

    /** A bean with a toggled method. */
    static class Crane {

        @FeatureToggle(value = "electric_crane", fallback = "byHand")
        public String lift() {
            return "electric";
        }

        String byHand() {
            return "by hand";
        }
    }
}
