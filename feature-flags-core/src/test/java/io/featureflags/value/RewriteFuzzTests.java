package io.featureflags.value;

import static io.featureflags.value.Documents.ordered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in Redis is rewritten in full, or refused for the reason that the parser gives. More documents, or the
 * same ones again, by {@code -Dfuzz.documents=} and {@code -Dfuzz.seed=}.
 */
class RewriteFuzzTests {

    private static final int DOCUMENTS = Integer.getInteger("fuzz.documents", 50_000);

    private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());

    private static final int LONG = 64 * 1024;

    private final TextFlagValueParser parser = new TextFlagValueParser();

    private final JsonFlagValueEditor editor = new JsonFlagValueEditor(parser);

    @Test
    void anyTextIsRewrittenOrRefused() {
        Mutations mutations = new Mutations(SEED);
        int understood = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            understood += tried(mutations.next(), i) ? 1 : 0;
        }
        assertThat(understood).isBetween(DOCUMENTS / 20, DOCUMENTS * 19 / 20);
    }

    @Test
    void longTextIsRewrittenOrRefused() {
        Mutations mutations = new Mutations(SEED);
        for (int i = 0; i < Math.max(200, DOCUMENTS / 1000); i++) {
            tried(mutations.next(LONG), i);
        }
    }

    private boolean tried(String value, int document) {
        try {
            return isRewritten(value);
        } catch (RuntimeException | AssertionError | StackOverflowError ex) {
            throw new AssertionError("seed " + SEED + ", document " + document + ": " + value, ex);
        }
    }

    private boolean isRewritten(String value) {
        FlagValue meaning;
        try {
            meaning = parser.parse(value);
        } catch (InvalidFlagValueException ex) {
            assertThatExceptionOfType(InvalidFlagValueException.class)
                    .isThrownBy(() -> editor.edit(value, Map.of("percentage", 20)))
                    .withMessage("the present value is not understood: " + ex.getMessage());
            return false;
        }
        Map<String, @Nullable Object> fields = WrittenForm.fields(value);
        String rewritten = editor.edit(value, Map.of());
        assertThat(parser.parse(rewritten)).isEqualTo(meaning);
        assertThat(ordered(new JsonReader(rewritten).readObject())).isEqualTo(ordered(fields));

        Map<String, @Nullable Object> expected = new LinkedHashMap<>(fields);
        expected.put("percentage", new JsonNumber("20"));
        assertThat(ordered(new JsonReader(editor.edit(value, Map.of("percentage", 20))).readObject()))
                .isEqualTo(ordered(expected));
        return true;
    }
}
