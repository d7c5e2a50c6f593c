package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.Explanation;
import io.featureflags.Source;
import io.featureflags.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Random documents with variants: the variant equals that of {@link ReferenceVariants}, and on or off do not change. */
class VariantPropertyTests {

    private static final List<@Nullable String> USERS = users();

    private static List<@Nullable String> users() {
        List<@Nullable String> users = new ArrayList<>();
        users.add(null);
        for (int user = 0; user < 12; user++) {
            users.add("user-" + user);
        }
        return users;
    }

    @Property(tries = 2000)
    void variantsAreThoseOfTheReference(@ForAll("documents") Map<String, Object> document, @ForAll Random random) {
        String user = USERS.get(random.nextInt(USERS.size()));
        Map<String, Object> attributes = random.nextBoolean()
                ? Map.of("country", random.nextBoolean() ? "DE" : "AT", "tenant", random.nextInt(9))
                : Map.of();
        EvaluationContext context = new EvaluationContext(user, attributes);
        ReferenceVariants reference = new ReferenceVariants(
                new ReferenceEvaluator(Map.of("flag", document), user, attributes, Instant.EPOCH), "flag");
        String expected = reference.answer();

        Decision decision = decision(document);
        Evaluation answer = decision.evaluate(Source.REDIS, context);

        Statistics.label("kind").collect(expected.replaceFirst("v[0-9]+ ", ""));
        assertThat(answer.variant()).isEqualTo(expected.contains(" ") ? expected.split(" ", -1)[0] : null);
        if (expected.contains(" ")) {
            assertThat(answer.reason()).hasToString(expected.split(" ", -1)[1]);
            assertThat(decision.value(ValueType.STRING, context))
                    .isEqualTo(answer.variant() + "!")
                    .isEqualTo(answer.value());
        } else {
            assertThat(decision.value(ValueType.STRING, context)).isNull();
            assertThat(answer.value()).isNull();
        }
        assertThat(answer.errorCode() != null).isEqualTo(expected.equals("error"));
        assertThat(answer.enabled())
                .isEqualTo(expected.equals("missing")
                        || reference.evaluator().answer("flag").startsWith("on"));
        if (decision.hasOneAnswer()) {
            assertThat(decision.evaluate(Source.REDIS, EvaluationContext.anonymous()))
                    .isEqualTo(answer);
        }
        Explanation explanation = decision.explain(Source.REDIS, "", context);
        assertThat(explanation.variant()).isEqualTo(answer.variant());
        assertThat(explanation.variantPosition())
                .isIn(null, reference.evaluator().variantPosition("flag"));
    }

    @Property(tries = 1000)
    void variantsNeverDecideWhetherTheFlagIsOn(
            @ForAll("documents") Map<String, Object> document, @ForAll Random random) {
        Map<String, Object> without = new LinkedHashMap<>(document);
        without.remove("variants");
        without.remove("offVariant");
        without.computeIfPresent(
                "rules",
                (name, rules) -> ((List<?>) rules)
                        .stream()
                                .map(rule -> {
                                    Map<Object, Object> fields = new LinkedHashMap<>((Map<?, ?>) rule);
                                    fields.remove("variant");
                                    return fields;
                                })
                                .toList());
        EvaluationContext context = EvaluationContext.of(USERS.get(random.nextInt(USERS.size())))
                .with("country", random.nextBoolean() ? "DE" : null);

        Evaluation plain = decision(without).evaluate(Source.REDIS, context);

        assertThat(decision(document).isEnabled(context)).isEqualTo(plain.enabled());
        Evaluation decided = decision(document).decide(Source.REDIS, context);
        assertThat(new Evaluation(
                        "flag",
                        decided.enabled(),
                        decided.reason(),
                        decided.source(),
                        decided.errorCode(),
                        decided.position(),
                        decided.detail()))
                .isEqualTo(plain);
    }

    private static Decision decision(Map<String, Object> document) {
        return new DecidedFlags().put("flag", JsonStrings.of(document));
    }

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        return Arbitraries.randomValue(VariantPropertyTests::document);
    }

    private static Map<String, Object> document(Random random) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("enabled", random.nextInt(6) != 0);
        int size = 1 + random.nextInt(random.nextInt(5) == 0 ? 100 : 5);
        List<Map<String, Object>> variants = new ArrayList<>();
        List<@Nullable Integer> weights = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            weights.add(
                    random.nextInt(3) == 0
                            ? null
                            : Integer.valueOf(random.nextInt(random.nextBoolean() ? 100_001 : 30_000)));
        }
        List<@Nullable Integer> fitting = VariantPlacesTests.atMostAll(weights);
        for (int i = 0; i < size; i++) {
            Map<String, Object> variant = new LinkedHashMap<>();
            variant.put("name", "v" + i);
            variant.put("value", "v" + i + "!");
            Integer weight = fitting.get(i);
            if (weight != null) {
                variant.put("weight", BigDecimal.valueOf(weight, 3));
            }
            if (random.nextInt(4) == 0) {
                variant.put("users", List.of("user-" + random.nextInt(12), "user-" + random.nextInt(12)));
            }
            variants.add(variant);
        }
        document.put("variants", variants);
        sometimes(random, document, "offVariant", "v" + random.nextInt(size));
        sometimes(random, document, "percentage", BigDecimal.valueOf(random.nextInt(100_001), 3));
        sometimes(random, document, "users", List.of("user-1", "user-2"));
        sometimes(random, document, "excluded", List.of("user-2", "user-3"));
        sometimes(random, document, "salt", "2");
        if (random.nextInt(4) == 0) {
            document.put("bucketBy", "tenant");
        }
        if (random.nextInt(2) == 0) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("if", List.of(Map.of("attribute", "country", "operator", "in", "values", List.of("DE"))));
            sometimes(random, rule, "percentage", BigDecimal.valueOf(random.nextInt(101)));
            sometimes(random, rule, "variant", "v" + random.nextInt(size));
            document.put("rules", List.of(rule));
        }
        return document;
    }

    private static void sometimes(Random random, Map<String, Object> document, String field, Object value) {
        if (random.nextInt(3) == 0) {
            document.put(field, value);
        }
    }
}
