package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.processor.CompiledSource.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that other processors generate is found, whichever processor is first. */
class GeneratedCodeTests {

    private static final String LOMBOK = "lombok.launch";

    private static final String MAPSTRUCT = "org.mapstruct";

    private static final String CONFIGURATION = "org.springframework.boot.configurationprocessor";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fallbackThatLombokGenerates(boolean last) {
        String shop = """
                import io.featureflags.FeatureToggle;

                @lombok.RequiredArgsConstructor
                public class Shop {

                    @lombok.Getter
                    private final String oldName;

                    @FeatureToggle(value = "new_name", fallback = "getOldName")
                    public String name() {
                        return "new";
                    }

                    @FeatureToggle(value = "new_owner", fallback = "name", user = "#customer.id")
                    public String owner(Customer customer) {
                        return "new";
                    }

                    private String name(Customer customer) {
                        return "old";
                    }

                    @lombok.Data
                    public static class Customer {

                        private String id;
                    }
                }
                """;
        CompiledSource compiled = compile(shop, last, LOMBOK);
        assertThat(compiled.ours()).extracting(Message::kind).doesNotContain(Kind.ERROR, Kind.WARNING);
        assertThat(folder.resolve("Shop.class")).exists();
        assertThat(compiled.text(FlagIndex.FILE)).contains("\"fallback\": \"getOldName()\"");
        assertThat(compile(shop.replace("\"getOldName\"", "\"getOldNames\""), last, LOMBOK)
                        .ours())
                .filteredOn(message -> message.kind() == Kind.ERROR)
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.line()).isEqualTo(9);
                    assertThat(message.text()).contains("did you mean getOldName?");
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mapperOfMapStruct(boolean last) {
        CompiledSource compiled = compile("""
                import io.featureflags.FeatureToggle;

                @org.mapstruct.Mapper
                public abstract class Shop {

                    public abstract Target old(Source source);

                    @FeatureToggle(value = "new_mapping", fallback = "old")
                    public Target map(Source source) {
                        return new Target();
                    }

                    public static class Source {

                        public String getName() {
                            return "";
                        }
                    }

                    public static class Target {

                        private String name;

                        public void setName(String name) {
                            this.name = name;
                        }
                    }
                }
                """, last, MAPSTRUCT);
        assertThat(compiled.ours()).isEmpty();
        assertThat(compiled.text(FlagIndex.FILE)).contains("\"class\": \"ShopImpl\"", "\"fallback\": \"old(Source)\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void propertiesOfSpringBoot(boolean last) {
        CompiledSource compiled = compile("""
                import io.featureflags.FeatureToggle;

                @org.springframework.boot.context.properties.ConfigurationProperties("shop")
                public class Shop {

                    private String name;

                    @FeatureToggle(value = "new_name", fallback = "getName")
                    public String newName() {
                        return "new";
                    }

                    public String getName() {
                        return name;
                    }

                    public void setName(String name) {
                        this.name = name;
                    }
                }
                """, last, CONFIGURATION);
        assertThat(compiled.ours()).isEmpty();
        assertThat(compiled.text("META-INF/spring-configuration-metadata.json")).contains("shop.name");
        assertThat(compiled.text(FlagIndex.FILE)).contains("new_name");
    }

    private static final String WITH_GENERATED_PARENT = """
            import io.featureflags.FeatureToggle;

            public class Shop extends GeneratedShop {

                @FeatureToggle(value = "new_checkout", fallback = "old", user = "#customer.id")
                public String checkout(GeneratedCustomer customer) {
                    return "new";
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void superClassAndParameterThatAreGenerated(boolean last) {
        List<Processor> processors = new ArrayList<>(CompiledSource.processors());
        processors.add(last ? processors.size() : 0, new Generator());
        CompiledSource compiled = CompiledSource.with(processors, folder, Map.of("Shop.java", WITH_GENERATED_PARENT));
        assertThat(compiled.ours()).isEmpty();
        assertThat(compiled.text(FlagIndex.FILE)).contains("\"fallback\": \"old(GeneratedCustomer)\"");
    }

    /** What is missing is reported by the compiler, and by nothing else. */
    @Test
    void missingTypesAreLeftToTheCompiler() {
        CompiledSource compiled = CompiledSource.checked(folder, Map.of("Shop.java", """
                import io.featureflags.FeatureToggle;

                public class Shop extends Missing {

                    @FeatureToggle(value = "new_checkout", fallback = "old")
                    public String checkout() {
                        return "new";
                    }

                    @FeatureToggle(value = "new_refund", fallback = "oldRefund")
                    public Missing refund(Missing order) {
                        return order;
                    }

                    @FeatureToggle(value = Missing.NAME, fallback = Missing.OLD, fallbackType = Missing.class)
                    public void pay() {}
                }
                """));
        assertThat(compiled.ours())
                .isNotEmpty()
                .noneMatch(message -> message.text().contains("FeatureToggle"));
    }

    private CompiledSource compile(String source, boolean last, String otherProcessors) {
        List<Processor> processors = new ArrayList<>(CompiledSource.processors());
        List<Processor> others = ServiceLoader.load(Processor.class).stream()
                .filter(provider -> provider.type().getName().startsWith(otherProcessors))
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(others).isNotEmpty();
        processors.addAll(last ? processors.size() : 0, others);
        return CompiledSource.with(processors, folder, Map.of("Shop.java", source));
    }

    /** Generates a super-class in the first round, and a parameter's type in the second. */
    @SupportedAnnotationTypes("*")
    private static final class Generator extends AbstractProcessor {

        private int round;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
            round++;
            if (round == 1) {
                write(
                        "GeneratedShop",
                        "public class GeneratedShop { String old(GeneratedCustomer c) { return \"\"; } }");
            } else if (round == 2) {
                write("GeneratedCustomer", "public record GeneratedCustomer(String id) {}");
            }
            return false;
        }

        private void write(String name, String text) {
            try (Writer file = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                file.write(text);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }
}
