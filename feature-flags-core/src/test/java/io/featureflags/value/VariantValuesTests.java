package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.featureflags.FlagName;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.Variant;
import io.featureflags.decision.Variants;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields {@code variants}, {@code offVariant} and a rule's {@code variant}. */
class VariantValuesTests {

    private final TextFlagValueParser parser = new TextFlagValueParser();

    @Test
    void variantsAreRead() {
        FlagValue value = parser.parse("""
                {"percentage": 30, "offVariant": "calm",
                 "variants": [{"name": "calm", "value": "blue"},
                              {"name": "loud", "value": "red", "weight": 50, "users": ["grace"], "note": {"x": null}}],
                 "rules": [{"if": [], "variant": "loud"}]}""");

        assertThat(value.variants().list())
                .containsExactly(
                        Variant.of("calm", "blue"),
                        Variant.of("loud", "red")
                                .withWeight(new Percentage(50_000))
                                .withUsers(Set.of("grace")));
        assertThat(value.variants().offVariant()).isEqualTo("calm");
        assertThat(value.rules().get(0).variant()).isEqualTo("loud");
        assertThat(parser.parse("true").variants()).isEqualTo(Variants.NONE);
    }

    @Test
    void valueIsTheNameByDefault() {
        assertThat(variants("{\"name\": \"a\"}, {\"name\": \"b\"}"))
                .extracting(Variant::value)
                .containsExactly("a", "b");
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(variants("{\"name\": \"a\", \"value\": 1}, {\"name\": \"b\", \"value\": 1.0},"
                        + " {\"name\": \"c\", \"value\": 9007199254740993}"))
                .extracting(variant -> variant.value().toString())
                .containsExactly("1", "1.0", "9007199254740993");
    }

    @Test
    void objectsKeepTheirOrderAndCannotBeChanged() {
        Object value = variants(
                        "{\"name\": \"a\", \"value\": {\"z\": 1.50, \"a\": null, \"b\": [true, {\"c\": []}], \"d\": {\"e\": 1}}}")
                .get(0)
                .value();

        assertThat(value).asString().isEqualTo("{z=1.50, a=null, b=[true, {c=[]}], d={e=1}}");
        @SuppressWarnings("unchecked")
        Map<String, Object> fields = (Map<String, Object>) value;
        assertThatThrownBy(() -> fields.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        @SuppressWarnings("unchecked")
        List<Object> elements = (List<Object>) Objects.requireNonNull(fields.get("b"));
        assertThatThrownBy(() -> elements.add(1)).isInstanceOf(UnsupportedOperationException.class);
        @SuppressWarnings("unchecked")
        Map<String, Object> inner = (Map<String, Object>) Objects.requireNonNull(fields.get("d"));
        assertThatThrownBy(() -> inner.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void hundredVariantsAreTheLimit() {
        assertThat(variants(many(100))).hasSize(100);
        assertProblem(many(101), "field 'variants' must be a list of 1 to 100 variants");
        assertProblem("", "field 'variants' must be a list of 1 to 100 variants");
    }

    private static String many(int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> "{\"name\": \"v" + index + "\"}")
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|field 'variants' must be a list of objects only",
                "{}|field 'name' of variant 1 must be a text",
                "{\"name\": 1}|field 'name' of variant 1 must be a text",
                "{\"name\": \"-a\"}|field 'name' of variant 1 must be a name that matches " + FlagName.GRAMMAR,
                "{\"name\": \"a\"}, {\"name\": \"a\"}|variants 1 and 2 have the same name",
                "{\"name\": \"a\", \"value\": null}|field 'value' of variant 1 must be a text, a number, true, false or an object",
                "{\"name\": \"a\", \"value\": []}|field 'value' of variant 1 must be a text, a number, true, false or an object",
                "{\"name\": \"a\", \"value\": 1}, {\"name\": \"b\"}|the values of all variants must be of one type",
                "{\"name\": \"a\", \"value\": 1}, {\"name\": \"b\", \"value\": true}|the values of all variants must be of one type",
                "{\"name\": \"a\", \"users\": [1]}|field 'users' of variant 1 must be a list of texts only",
                "{\"name\": \"a\", \"users\": \"b\"}|field 'users' of variant 1 must be a list of texts",
                "{\"name\": \"a\", \"user\": \"b\"}|field 'user' of variant 1 is unknown (did you mean 'users'?)",
                "{\"name\": \"a\", \"percentage\": 5}|field 'percentage' of variant 1 is unknown (did you mean 'weight'?)",
                "{\"key\": \"a\"}|field 'key' of variant 1 is unknown (did you mean 'name'?)",
                "{\"name\": \"a\", \"weight\": \"5\"}|field 'weight' of variant 1 must be a number from 0 to 100 with at most three decimals",
                "{\"name\": \"a\", \"weight\": -1}|field 'weight' of variant 1 must be a number from 0 to 100 with at most three decimals",
                "{\"name\": \"a\", \"weight\": 100.001}|field 'weight' of variant 1 must be a number from 0 to 100 with at most three decimals",
                "{\"name\": \"a\", \"weight\": 0.0001}|field 'weight' of variant 1 must be a number from 0 to 100 with at most three decimals",
                "{\"name\": \"a\", \"weight\": 50}, {\"name\": \"b\", \"weight\": 50.001}|the weights of all variants together must be at most 100",
                "{\"name\": \"a\", \"weight\": 60}, {\"name\": \"b\", \"weight\": 60}, {\"name\": \"c\"}|the weights of all variants together must be at most 100",
                "{\"name\": \"a\", \"weight\": 50}, {\"name\": \"b\", \"weight\": 49.999}|the weights of all variants together must be 100, or one of the variants must have no weight"
            })
    void wrongVariantsAreNotUnderstood(String variants, String problem) {
        assertProblem(variants, problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"enabled\": true, \"offVariant\": \"a\"}",
                "{\"enabled\": true, \"variants\": [{\"name\": \"b\"}], \"offVariant\": \"a\"}"
            })
    void offVariantMustExist(String value) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse(value))
                .withMessage("field 'offVariant' must be the name of one of 'variants'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"variants\": [{\"name\": \"b\"}], "})
    void variantOfARuleMustExist(String variants) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() ->
                        parser.parse("{" + variants + "\"rules\": [{\"if\": []}, {\"if\": [], \"variant\": \"a\"}]}"))
                .withMessage("field 'variant' of rule 2 must be the name of one of 'variants'");
    }

    @ParameterizedTest
    @CsvSource({
        "variant, variants",
        "variations, variants",
        "Variants, variants",
        "defaultVariant, offVariant",
        "off_variant, offVariant"
    })
    void misspeltFieldIsNotUnderstood(String field, String meant) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse("{\"enabled\": true, \"" + field + "\": \"a\"}"))
                .withMessage("field '" + field + "' is unknown (did you mean '" + meant + "'?)");
    }

    @Test
    void builderHasTheSameRules() {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> Variant.of("a b"))
                .withMessage("the name of a variant must match " + FlagName.GRAMMAR);
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> Variant.of("a", 1))
                .withMessage("the value of a variant must be a text, a number, true, false or an object");
        FlagValue built = FlagValue.builder()
                .variants(List.of(Variant.of("a", new BigDecimal("1.0"))), "a")
                .build();
        assertThat(built)
                .isEqualTo(
                        parser.parse(
                                "{\"enabled\": true, \"offVariant\": \"a\", \"variants\": [{\"name\": \"a\", \"value\": 1.0}]}"));
        assertThat(built.variants())
                .hasToString(built.variants().list() + ", off: a")
                .hasSameHashCodeAs(new Variants(built.variants().list(), "a"));
    }

    private List<Variant> variants(String variants) {
        return parser.parse("{\"enabled\": true, \"variants\": [" + variants + "]}")
                .variants()
                .list();
    }

    private void assertProblem(String variants, String problem) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> variants(variants))
                .withMessage(problem);
    }
}
