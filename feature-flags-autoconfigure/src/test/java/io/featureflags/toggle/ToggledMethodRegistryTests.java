package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.UnmatchedFlags;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The places in code that refer to flags, and their calls. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class ToggledMethodRegistryTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    static class Shop {

        @FeatureToggle(value = "lines", fallback = "legacyLine", expires = "2027-01-31")
        int line(String unused) {
            return new Throwable().getStackTrace()[0].getLineNumber();
        }

        private int legacyLine(String unused) {
            return 0;
        }

        @FeatureToggle("bare")
        void bare() {}
    }

    static class Branch extends Shop {

        @FeatureToggle(value = "elsewhere", fallbackType = Legacy.class)
        String ship() {
            return "new";
        }
    }

    static class Legacy {

        String ship() {
            return "legacy";
        }
    }

    @Test
    void eachToggledMethodIsListedWithItsDetails() {
        store.set("lines", "true");
        runner.withBean(Shop.class, () -> new Shop())
                .withPropertyValues("feature-flags.flags.lines.owner=team-checkout")
                .run(context -> {
                    int line = context.getBean(Shop.class).line("");
                    FlagReferences references = context.getBean(FlagReferences.class);
                    assertThat(references.flags()).containsExactly("bare", "lines");
                    assertThat(references.of("lines"))
                            .containsExactly(new CodeReference(
                                    "lines",
                                    Shop.class.getName(),
                                    "line(String)",
                                    line,
                                    "legacyLine(String)",
                                    "team-checkout",
                                    LocalDate.of(2027, 1, 31),
                                    new CallCounts(1, 0, 0, 0)));
                    assertThat(references.of("lines").get(0).place())
                            .isEqualTo(Shop.class.getName() + ".line(String), line " + line);
                    assertThat(references.of("bare")).singleElement().satisfies(reference -> {
                        assertThat(reference.fallback()).isNull();
                        assertThat(reference.owner()).isNull();
                        assertThat(reference.expires()).isNull();
                    });
                    assertThat(references.of("no_such_flag")).isEmpty();
                });
    }

    @Test
    void inheritedMethodIsListedWithTheClassOfTheBean() {
        runner.withBean(Branch.class, () -> new Branch())
                .withBean(Legacy.class, () -> new Legacy())
                .run(context -> {
                    FlagReferences references = context.getBean(FlagReferences.class);
                    assertThat(references.of("lines")).singleElement().satisfies(reference -> {
                        assertThat(reference.type()).isEqualTo(Branch.class.getName());
                        assertThat(reference.line()).isPositive();
                    });
                    assertThat(references.of("elsewhere"))
                            .extracting(CodeReference::fallback)
                            .containsExactly(Legacy.class.getName() + ".ship()");
                    assertThat(references.all())
                            .extracting(CodeReference::flag)
                            .containsExactly("bare", "elsewhere", "lines");
                });
    }

    @Test
    void methodsOfBeansCreatedLaterAreListedAtStart() {
        runner.withBean(Shop.class, () -> new Shop(), definition -> definition.setLazyInit(true))
                .run(context -> {
                    FlagReferences references = context.getBean(FlagReferences.class);
                    assertThat(references.flags()).containsExactly("bare", "lines");
                    context.getBean(Shop.class).line("");
                    assertThat(references.calls("lines")).isEqualTo(new CallCounts(0, 1, 0, 0));
                });
    }

    @Test
    void wovenMethodsAreListedAndCounted() {
        runner.withBean("shop", HandWoven.class, () -> new HandWoven("shop"))
                .withBean("elsewhere", Legacy.class, () -> new Legacy())
                .run(context -> {
                    FlagReferences references = context.getBean(FlagReferences.class);
                    assertThat(references.of("hand_woven"))
                            .extracting(CodeReference::method)
                            .contains("checkout(String)");
                    new HandWoven("without container").checkout("ada");
                    assertThat(references.calls("hand_woven")).isEqualTo(new CallCounts(0, 1, 0, 0));
                });
    }

    @Test
    void linesComeFromTheIndexOfTheProcessor(@TempDir Path folder) throws IOException {
        Path index = folder.resolve("META-INF/feature-flags.json");
        Files.createDirectories(index.getParent());
        Files.writeString(index, """
                {"flags": [
                  {"flag": "bare", "class": "%1$s", "method": "bare()", "line": 7001},
                  {"flag": "lines", "class": "%1$s", "method": "line(String)", "line": 7002, "expires": "2027-01-31"}
                ]}
                """.formatted(Shop.class.getName()));
        URL[] folders = {folder.toUri().toURL()};
        try (URLClassLoader classLoader = new URLClassLoader(folders, getClass().getClassLoader())) {
            runner.withClassLoader(classLoader)
                    .withBean(Shop.class, () -> new Shop())
                    .run(context -> assertThat(
                                    context.getBean(FlagReferences.class).all())
                            .extracting(CodeReference::place)
                            .containsExactly(
                                    Shop.class.getName() + ".bare(), line 7001",
                                    Shop.class.getName() + ".line(String), line 7002"));
        }
    }

    @Test
    void unmatchedFlagsAreFoundBothWays() {
        store.set("lines", "true");
        store.set("of_yesterday", "{\"requires\": [\"required\"]}");
        runner.withBean(Shop.class, () -> new Shop())
                .withPropertyValues(
                        "feature-flags.flags.of_yesterday.enabled=true",
                        "feature-flags.flags.required.enabled=true",
                        "feature-flags.flags.gone.enabled=true")
                .run(context -> {
                    UnmatchedFlags unmatched = UnmatchedFlags.of(
                            context.getBean(FlagCatalog.class), context.getBean(FlagReferences.class));
                    assertThat(unmatched.flagsWithoutCode()).isEqualTo(List.of("gone", "of_yesterday"));
                    assertThat(unmatched.codeWithoutFlag())
                            .extracting(CodeReference::flag)
                            .containsExactly("bare");
                });
    }
}
