package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

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
}
