package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationContextTests {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankUserIsNobody(@Nullable String user) {
        assertThat(EvaluationContext.of(user)).isEqualTo(EvaluationContext.anonymous());
        assertThat(EvaluationContext.of(user).targetingKey()).isNull();
    }

    @Test
    void userIsTakenExactly() {
        assertThat(EvaluationContext.of(" Anna ").targetingKey()).isEqualTo(" Anna ");
    }

    @Test
    void attributesAreAddedToACopy() {
        EvaluationContext anna = EvaluationContext.of("anna");

        EvaluationContext german =
                anna.with("country", "AT").with("country", "DE").with("age", 42);

        assertThat(anna.attributes()).isEmpty();
        assertThat(german.targetingKey()).isEqualTo("anna");
        assertThat(german.attributes()).containsOnly(entry("country", "DE"), entry("age", 42));
    }

    @Test
    void nullIsAbsent() {
        Map<String, @Nullable Object> attributes = new HashMap<>();
        attributes.put("country", null);
        attributes.put(null, "x");
        attributes.put("age", 42);

        assertThat(context(attributes).attributes()).containsOnly(entry("age", 42));
        assertThat(EvaluationContext.of("anna").with("country", null)).isEqualTo(EvaluationContext.of("anna"));
        assertThat(EvaluationContext.of("anna").with("country", "DE").with("country", null))
                .isEqualTo(EvaluationContext.of("anna"));
    }

    @Test
    void collectionsAndArraysAreCopiedAsLists() {
        List<@Nullable String> roles = new ArrayList<@Nullable String>(Arrays.asList("USER", null, "ADMIN"));
        EvaluationContext anna = EvaluationContext.of("anna")
                .with("roles", roles)
                .with("teams", new String[] {"a", "b"})
                .with("ids", new TreeSet<>(Set.of(2, 1)));
        roles.clear();

        assertThat(anna.attributes())
                .containsOnly(
                        entry("roles", List.of("USER", "ADMIN")),
                        entry("teams", List.of("a", "b")),
                        entry("ids", List.of(1, 2)));
    }

    @Test
    void contextIsItsOwnProvider() {
        EvaluationContext anna = EvaluationContext.of("anna");

        assertThat(anna.currentContext()).isSameAs(anna);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // What a caller without null checks may do.
    private static EvaluationContext context(Map attributes) {
        return new EvaluationContext("anna", attributes);
    }
}
