package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The type of a value is that of the caller's default, and only numbers are converted, without loss. */
class ValueEvaluationTests {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1.0",
        "1.0, 1, 1, 1.0",
        "1e2, 100, 100, 100.0",
        "-0.0, 0, 0, 0.0",
        "1.5, , , 1.5",
        "2147483647, 2147483647, 2147483647, 2147483647",
        "2147483648, , 2147483648, 2147483648",
        "-2147483649, , -2147483649, -2147483649",
        "9007199254740993, , 9007199254740993, 9007199254740992",
        "9223372036854775807, , 9223372036854775807, 9223372036854775807",
        "9223372036854775808, , , 9223372036854775808",
        "1e400, , , ",
        "1e-400, , , 0",
        "1e999999999, , , ",
        "1e-999999999, , , 0"
    })
    void numbersAreConvertedWithoutLoss(
            String number, @Nullable Integer whole, @Nullable Long large, @Nullable Double nearest) {
        BigDecimal value = new BigDecimal(number);

        assertThat(ValueType.INTEGER.convert(value)).isEqualTo(whole);
        assertThat(ValueType.LONG.convert(value)).isEqualTo(large);
        assertThat(ValueType.DOUBLE.convert(value)).isEqualTo(nearest);
        assertThat(ValueType.DECIMAL.convert(value)).isSameAs(value);
        assertThat(ValueType.STRING.convert(value)).isNull();
        assertThat(ValueType.BOOLEAN.convert(value)).isNull();
        assertThat(ValueType.OBJECT.convert(value)).isNull();
    }

    @Test
    void otherValuesAreNotConverted() {
        Map<String, String> object = Map.of("a", "b");

        assertThat(ValueType.STRING.convert("1")).isEqualTo("1");
        assertThat(ValueType.INTEGER.convert("1")).isNull();
        assertThat(ValueType.BOOLEAN.convert("true")).isNull();
        assertThat(ValueType.BOOLEAN.convert(true)).isEqualTo(true);
        assertThat(ValueType.OBJECT.convert(object)).isSameAs(object);
        assertThat(ValueType.DECIMAL.convert(object)).isNull();
    }

    @Test
    void defaultDeterminesTheType() {
        assertThat(List.of("", true, 1, 1L, 1.0, BigDecimal.ONE, Map.of()))
                .extracting(ValueType::of)
                .containsExactly(
                        ValueType.STRING,
                        ValueType.BOOLEAN,
                        ValueType.INTEGER,
                        ValueType.LONG,
                        ValueType.DOUBLE,
                        ValueType.DECIMAL,
                        ValueType.OBJECT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueType.of(1f))
                .withMessage("'otherwise' must be a Boolean, String, Integer, Long, Double, BigDecimal or Map, not a"
                        + " java.lang.Float");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueType.of(nullValue()))
                .withMessageEndingWith("not null");
    }

    @SuppressWarnings("NullAway") // A caller without null checks.
    private static Object nullValue() {
        return null;
    }

    @Test
    void valueOfAVariant() {
        Evaluation answer = answer(true, "loud", "red");

        assertThat(ValueEvaluation.of(answer, "blue"))
                .isEqualTo(new ValueEvaluation<>("flag", "red", "loud", true, Reason.SPLIT, Source.REDIS, null));
        assertThat(ValueEvaluation.of(answer, 1))
                .isEqualTo(new ValueEvaluation<>(
                        "flag", 1, null, true, Reason.ERROR, Source.REDIS, ErrorCode.TYPE_MISMATCH));
    }

    @Test
    void valueOfAFlagWithoutVariantsIsWhetherItIsOn() {
        Evaluation answer = new Evaluation("flag", false, Reason.DISABLED, Source.REDIS, null, null);

        assertThat(ValueEvaluation.of(answer, true))
                .isEqualTo(new ValueEvaluation<>("flag", false, "off", false, Reason.DISABLED, Source.REDIS, null));
        assertThat(ValueEvaluation.of(Evaluation.byDefault("flag", true, Source.CONFIGURATION), false))
                .isEqualTo(new ValueEvaluation<>("flag", true, "on", true, Reason.DEFAULT, Source.CONFIGURATION, null));
        assertThat(ValueEvaluation.of(answer, "x").errorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
    }

    @Test
    void withoutAVariantTheDefaultIsTheValue() {
        assertThat(ValueEvaluation.of(answer(false, null, null), "x"))
                .isEqualTo(new ValueEvaluation<>("flag", "x", null, false, Reason.SPLIT, Source.REDIS, null));
        assertThat(ValueEvaluation.of(answer(true, null, null), "x"))
                .isEqualTo(new ValueEvaluation<>(
                        "flag", "x", null, true, Reason.ERROR, Source.REDIS, ErrorCode.TARGETING_KEY_MISSING));
        assertThat(ValueEvaluation.of(Evaluation.error("flag", Source.NONE, ErrorCode.FLAG_NOT_FOUND), true))
                .isEqualTo(new ValueEvaluation<>(
                        "flag", true, null, false, Reason.ERROR, Source.NONE, ErrorCode.FLAG_NOT_FOUND));
    }

    private static Evaluation answer(boolean enabled, @Nullable String variant, @Nullable Object value) {
        return new Evaluation("flag", enabled, Reason.SPLIT, Source.REDIS, null, null, null, variant, value);
    }
}
