package io.featureflags.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses variants slowly and obviously, straight from the document, by the documented order. It shares no code with the
 * implementation.
 *
 * @param evaluator evaluates whether the flag is on
 * @param flag name of the flag
 */
record ReferenceVariants(ReferenceEvaluator evaluator, String flag) {

    /** Returns the name of the variant and the reason; or why there is none. */
    String answer() {
        Map<String, Object> document =
                Objects.requireNonNull(evaluator.documents().get(flag));
        String decided = evaluator.answer(flag);
        List<Map<String, Object>> variants = evaluator.objects(document, "variants");
        String reason = decided.split(" ", -1)[1];
        if (reason.equals("ERROR")) {
            return "error";
        }
        if (decided.startsWith("off")) {
            return document.containsKey("offVariant") ? document.get("offVariant") + " " + reason : "none";
        }
        for (Map<String, Object> variant : variants) {
            if (evaluator.user() != null
                    && ((List<?>) variant.getOrDefault("users", List.of())).contains(evaluator.user())) {
                return variant.get("name") + " TARGETING_MATCH";
            }
        }
        Map<String, Object> rule = evaluator.decidingRule(flag);
        if (rule != null && rule.containsKey("variant")) {
            return rule.get("variant") + " " + reason;
        }
        int[] layout = layout(weights(variants));
        if (Arrays.stream(layout).distinct().count() == 1) {
            return variants.get(layout[0]).get("name") + " " + reason;
        }
        Integer position = evaluator.variantPosition(flag);
        return position == null ? "missing" : variants.get(layout[position]).get("name") + " SPLIT";
    }

    private static List<@Nullable Integer> weights(List<Map<String, Object>> variants) {
        List<@Nullable Integer> weights = new ArrayList<>();
        for (Map<String, Object> variant : variants) {
            BigDecimal weight = (BigDecimal) variant.get("weight");
            weights.add(
                    weight == null
                            ? null
                            : Integer.valueOf(
                                    weight.multiply(new BigDecimal(1000)).intValueExact()));
        }
        return weights;
    }

    /** Returns the index of the variant of each place. */
    static int[] layout(List<@Nullable Integer> weights) {
        int given = 0;
        int free = 0;
        for (Integer weight : weights) {
            given += weight == null ? 0 : weight;
            free += weight == null ? 1 : 0;
        }
        int[] layout = new int[100_000]; // The first variant has what the others do not take.
        for (int variant = 1; variant < weights.size(); variant++) {
            Integer weight = weights.get(variant);
            int left = weight == null ? (100_000 - given) / free : weight;
            String reversed =
                    new StringBuilder(Integer.toBinaryString(variant)).reverse().toString();
            int place = Integer.parseInt(reversed, 2) * 100_000 / (1 << reversed.length());
            while (left > 0) {
                if (layout[place] == 0) {
                    layout[place] = variant;
                    left--;
                }
                place = place == 99_999 ? 0 : place + 1;
            }
        }
        return layout;
    }
}
