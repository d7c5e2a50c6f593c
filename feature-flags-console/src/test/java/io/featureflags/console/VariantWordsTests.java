package io.featureflags.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.decision.FlagValue;
import io.featureflags.value.TextFlagValueParser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VariantWordsTests {

    private static final String THREE =
            "{\"percentage\": 20, \"offVariant\": \"calm\", \"variants\": [{\"name\": \"calm\"},"
                    + " {\"name\": \"loud\", \"weight\": 30, \"users\": [\"ada\"]}, {\"name\": \"odd\"}]}";

    private static FlagValue meaning(String value) {
        return new TextFlagValueParser().parse(value);
    }

    @Test
    void variantsAreAStep() {
        assertThat(StepWords.of(meaning(THREE), false, Instant.EPOCH))
                .last()
                .satisfies(step -> assertThat(step)
                        .containsEntry("step", "variant")
                        .containsEntry(
                                "text",
                                "Users who get it have the variant calm (35 %), loud (30 %, 1 named user) or odd (35 %);"
                                        + " while it is off, they have calm."));
    }

    @Test
    void differencesAreNamed() {
        FlagValue before = meaning("{\"percentage\": 20}");
        String more = THREE.replace("30", "40");

        assertThat(DifferenceWords.between(before, meaning(THREE), true))
                .containsExactly("the variants calm (35 %), loud (30 %, 1 named user) or odd (35 %)");
        assertThat(DifferenceWords.between(meaning(THREE), meaning(more), true))
                .containsExactly("the variants calm (30 %), loud (40 %, 1 named user) or odd (30 %)");
        assertThat(DifferenceWords.between(meaning(THREE), meaning(THREE.replace("ada", "grace")), true))
                .containsExactly("other values or users of the variants");
        assertThat(DifferenceWords.between(meaning(THREE), before, true)).containsExactly("no variants");
        assertThat(DifferenceWords.between(before, before, true)).isEmpty();
    }

    @Test
    void idsOfUsersAreHidden() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("offVariant", "calm");
        value.put(
                "variants",
                List.of(Map.of(
                        "name", "calm", "value", "blue", "weight", 5, "users", List.of("ada", "grace"), "x", "ada")));
        value.put("rules", List.of(Map.of("variant", "calm")));

        assertThat(HiddenFields.of(value))
                .containsEntry("offVariant", "calm")
                .containsEntry(
                        "variants",
                        List.of(Map.of(
                                "name",
                                "calm",
                                "value",
                                "blue",
                                "weight",
                                5,
                                "users",
                                "2 named users",
                                "x",
                                "not shown")))
                .containsEntry("rules", List.of(Map.of("variant", "calm")));
    }
}
