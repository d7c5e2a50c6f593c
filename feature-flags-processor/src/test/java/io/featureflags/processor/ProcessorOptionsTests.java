package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.processor.CompiledSource.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorOptionsTests {

    private static final String WEAVING = "-Afeatureflags.weaving=true";

    @TempDir
    Path folder;

    /** Weaving routes what no proxy can. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "method-private",
                "method-static",
                "method-final",
                "class-final",
                "class-sealed",
                "bean-method",
                "suspend-function"
            })
    void weavingTurnsErrorsOfProxiesIntoWarnings(String name) {
        assertThat(compile(name, WEAVING))
                .isNotEmpty()
                .extracting(Message::kind)
                .allMatch(kind -> kind == Kind.WARNING || kind == Kind.MANDATORY_WARNING);
        assertThat(compile(name, "-Afeatureflags.weaving=false"))
                .extracting(Message::kind)
                .containsOnly(Kind.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"self-call-this", "self-call-plain", "self-call-by-reference"})
    void wovenCallsOfTheSameClassAreRouted(String name) {
        assertThat(compile(name, WEAVING)).isEmpty();
    }

    @Test
    void weavingKeepsOtherErrors() {
        assertThat(compile("fallback-missing", WEAVING))
                .extracting(Message::kind)
                .containsExactly(Kind.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"date-past", "date-yesterday"})
    void expiredFlagsStopTheCompilerOnRequest(String name) {
        assertThat(compile(name)).extracting(Message::kind).containsExactly(Kind.WARNING);
        assertThat(compile(name, "-Afeatureflags.expired=error"))
                .extracting(Message::kind)
                .containsExactly(Kind.ERROR);
    }

    @Test
    void flagsThatExpireSoonDoNotStopTheCompiler() {
        assertThat(compile("date-today", "-Afeatureflags.expired=error"))
                .extracting(Message::kind)
                .containsExactly(Kind.NOTE);
    }

    @Test
    void optionsAreKnownToTheCompiler() {
        CompiledSource compiled = CompiledSource.checked(
                folder,
                Map.of("Shop.java", "class Shop {}"),
                WEAVING,
                "-Afeatureflags.expired=error",
                "-Xlint:all",
                "-Werror");
        assertThat(compiled.messages()).isEmpty();
        assertThat(new FeatureToggleProcessor().getSupportedOptions())
                .isEqualTo(Set.of("featureflags.weaving", "featureflags.expired"));
    }

    @Test
    void unknownValuesOfOptionsAreNamed() {
        assertThat(compile("valid-constant", "-Afeatureflags.expired=eror", "-Afeatureflags.weaving"))
                .hasSize(2)
                .allMatch(message -> message.kind() == Kind.WARNING)
                .extracting(Message::text)
                .containsExactlyInAnyOrder(
                        "Option -Afeatureflags.expired=eror has no effect: its value is error or warning, as in"
                                + " -Afeatureflags.expired=error.",
                        "Option -Afeatureflags.weaving has no effect: its value is true or false, as in"
                                + " -Afeatureflags.weaving=true.");
        assertThat(compile("date-past", "-Afeatureflags.expired=Warning", "-Afeatureflags.weaving=FALSE"))
                .extracting(Message::kind)
                .containsExactly(Kind.WARNING);
    }

    /** The message names the way out in the language of the class. */
    @Test
    void finalFunctionsOfKotlinAreToBeOpened() {
        String stub = """
                import io.featureflags.FeatureToggle;

                @kotlin.Metadata
                public final class Shop {

                    @FeatureToggle(value = "new_checkout", fallback = "legacyCheckout")
                    public final String checkout(String user) { return null; }

                    public final String legacyCheckout$shop_main(String user) { return null; }
                }
                """;
        assertThat(CompiledSource.checked(folder, Map.of("Shop.java", stub)).ours())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.kind()).isEqualTo(Kind.ERROR);
                    assertThat(message.line()).isEqualTo(7);
                    assertThat(message.text())
                            .contains("the method is final")
                            .endsWith("In Kotlin, write 'open', or use the compiler plugin kotlin-spring.");
                });
        assertThat(CompiledSource.checked(folder, Map.of("Shop.java", stub.replace("public final", "public")))
                        .ours())
                .isEmpty();
    }

    private List<Message> compile(String name, String... options) {
        CorpusSource source = CorpusSource.all().stream()
                .filter(each -> each.name().equals(name.toLowerCase(Locale.ROOT) + ".java"))
                .findFirst()
                .orElseThrow();
        return CompiledSource.checked(folder, source.sources(), options).ours();
    }
}
