package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.featureflags.AuditEntry;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.FlagState;
import io.featureflags.FlagWrite;
import io.featureflags.Preview;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.ValueEvaluation;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.spi.ShadowRuns;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Runs the code of the documentation that the shop does not have. */
class ExamplesTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with())
            .withPropertyValues("feature-flags.store=memory", "feature-flags.flags.new_checkout_flow.enabled=true");

    @Test
    void aMethodWithoutAFlagHasOneImplementation() {
        assertThat(new LegacyCheckout().checkout("ada")).isEqualTo("legacy checkout for ada");
    }

    @Test
    void aFlagSelectsTheImplementation() {
        SettableStore store = new SettableStore();
        store.set("new_checkout_flow", "false");
        runner.withBean(FlagStore.class, () -> store).withBean(Checkout.class).run(context -> {
            Checkout checkout = context.getBean(Checkout.class);
            assertThat(checkout.checkout("ada")).isEqualTo("legacy checkout for ada");
            store.set("new_checkout_flow", "true");
            assertThat(checkout.checkout("ada")).isEqualTo("new checkout for ada");
        });
    }

    @Test
    void routeReachesCallsOfThis() {
        runner.withBean(OrderQueue.class)
                .run(context -> assertThat(context.getBean(OrderQueue.class).process(List.of("order 1")))
                        .containsExactly("new shipping of order 1"));
    }

    @Test
    void theToggledBeanIsInjected() {
        SettableStore store = new SettableStore();
        runner.withBean(FlagStore.class, () -> store)
                .withBean(CardPayment.class)
                .withBean(OneClickPayment.class)
                .run(context -> {
                    Payment payment = context.getBean(Payment.class);
                    assertThat(payment.pay("order 1")).isEqualTo("order 1 by card");
                    store.set("one_click_payment", "true");
                    assertThat(payment.pay("order 1")).isEqualTo("order 1 with one click");
                });
    }

    @Test
    void exceptionsOfTheNewCodeTriggerTheLegacyCode() {
        UnaryOperator<String> service = article -> {
            if (article.equals("tea")) {
                throw new UncheckedIOException(new IOException("no answer"));
            }
            return "new price of " + article;
        };
        runner.withBean(PriceList.class, service)
                .withPropertyValues("feature-flags.flags.new_prices.enabled=true")
                .run(context -> assertThat(context.getBean(PriceList.class))
                        .returns("new price of coffee", prices -> prices.price("coffee"))
                        .returns("list price of tea, since the service failed", prices -> prices.price("tea")));
        runner.withBean(PriceList.class, service)
                .run(context -> assertThat(context.getBean(PriceList.class).price("tea"))
                        .isEqualTo("list price of tea"));
    }

    @Test
    void theShadowOfALegacyCallFindsADifference() {
        SettableStore store = new SettableStore();
        store.set("new_shipping_costs", "{\"enabled\": false, \"shadow\": 100}");
        runner.withBean(FlagStore.class, () -> store)
                .withBean(ShippingCosts.class)
                .run(context -> {
                    assertThat(context.getBean(ShippingCosts.class).costs(250)).isEqualTo("4.90");
                    ShadowRuns runs = context.getBean(ShadowRuns.class);
                    await().until(() -> runs.counts("new_shipping_costs").count(ShadowOutcome.DIFFERENT) == 1);
                });
    }

    @Test
    void eachUserGetsTheCodeOfTheVariant() {
        SettableStore store = new SettableStore();
        store.set(
                "new_checkout_page",
                "{\"users\": [\"ada\", \"bob\"], \"variants\": [{\"name\": \"calm\", \"weight\": 100},"
                        + " {\"name\": \"express\", \"weight\": 0, \"users\": [\"ada\"]}]}");
        runner.withBean(FlagStore.class, () -> store)
                .withBean(CheckoutPage.class)
                .run(context -> assertThat(context.getBean(CheckoutPage.class))
                        .returns("express page for ada", checkout -> checkout.page("ada"))
                        .returns("new page for bob", checkout -> checkout.page("bob"))
                        .returns("classic page for eve", checkout -> checkout.page("eve")));
    }

    @Test
    void theSenderOfAMessageIsTheUser() {
        SettableStore store = new SettableStore();
        store.set("new_checkout_flow", "{\"users\": [\"grace\"]}");
        runner.withBean(FlagStore.class, () -> store).run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            List<String> newCheckouts = new ArrayList<>();
            Messages messages = new Messages(message -> {
                if (flags.isEnabled("new_checkout_flow")) {
                    newCheckouts.add(message.customer());
                }
            });
            messages.receive(new Messages.Message("ada"));
            messages.receive(new Messages.Message("grace"));
            assertThat(newCheckouts).containsExactly("grace");
        });
    }

    @Test
    void anAnswerHasItsReasonAndSource() {
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            boolean on = flags.isEnabled("new_checkout_flow", EvaluationContext.of("ada"));
            Evaluation answer = flags.evaluate("new_checkout_flow", EvaluationContext.of("ada"));
            String why = answer.reason() + " from " + answer.source(); // "DEFAULT from CONFIGURATION"
            assertThat(on).isTrue();
            assertThat(why).isEqualTo("DEFAULT from CONFIGURATION");
        });
    }

    @Test
    void aJsonObjectDecidesInTheDocumentedOrder() throws IOException {
        SettableStore store = new SettableStore();
        store.set("new_payment", "{\"excluded\": [\"user_667\"]}");
        store.set("new_checkout_flow", Files.readString(BlockSources.VALUES.resolve("targeted.json")));
        runner.withBean(FlagStore.class, () -> store).run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            EvaluationContext ada =
                    EvaluationContext.of("ada").with("country", "AT").with("app", "2.4.0");
            Evaluation forAda = flags.evaluate("new_checkout_flow", ada);
            String byWhat = forAda.reason() + ", " + forAda.detail(); // "SPLIT, rule 1 matches"
            assertThat(byWhat).isEqualTo("SPLIT, rule 1 matches");
            assertThat(flags.evaluate("new_checkout_flow", ada.with("app", "2.3.0")))
                    .extracting(Evaluation::reason, Evaluation::detail)
                    .containsExactly(Reason.SPLIT, null);
            assertThat(answers(flags, "grace")).containsExactly(true, Reason.TARGETING_MATCH);
            assertThat(answers(flags, "user_666")).containsExactly(false, Reason.TARGETING_MATCH);
            assertThat(answers(flags, "user_667")).containsExactly(false, Reason.DISABLED);
        });
    }

    @Test
    void aVariantHasAValue() throws IOException {
        SettableStore store = new SettableStore();
        store.set("button_color", Files.readString(BlockSources.VALUES.resolve("variants.json")));
        runner.withBean(FlagStore.class, () -> store).withBean(Theme.class).run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            EvaluationContext grace = EvaluationContext.of("grace").with("beta", true);
            String color = flags.value("button_color", "grey", grace); // "red"
            ValueEvaluation<String> details = flags.evaluateValue("button_color", "grey", grace);
            String why = details.variant() + ": " + details.reason(); // "loud: TARGETING_MATCH"
            assertThat(color).isEqualTo("red");
            assertThat(why).isEqualTo("loud: TARGETING_MATCH");
            assertThat(context.getBean(Theme.class).color()).isEqualTo("grey"); // No user, and a percentage.
        });
    }

    @Test
    void anExplanationIsATable() {
        SettableStore store = new SettableStore();
        store.set("new_checkout_flow", "{\"excluded\": [\"eve\"], \"percentage\": 20}");
        runner.withBean(FlagStore.class, () -> store).run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            String table = flags.explain("new_checkout_flow", EvaluationContext.of("ada"))
                    .toString();
            assertThat(table.lines())
                    .containsExactlyElementsOf(Files.readAllLines(BlockSources.VALUES.resolve("explanation.txt")));
        });
    }

    @Test
    void aPreviewEvaluatesAnotherValueOnASample() {
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            List<EvaluationContext> sample = List.of(EvaluationContext.of("ada"), EvaluationContext.of("grace"));
            Flag flag = flags.flag("new_checkout_flow");
            Preview preview = Preview.of(flag, flag.withValue("{\"users\": [\"grace\"]}"), sample);
            List<EvaluationContext> losers = preview.switchedOff(); // ada
            assertThat(losers).containsExactly(EvaluationContext.of("ada"));
        });
    }

    @Test
    void aFlagIsChangedOnTheExpectedVersion() {
        runner.run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            FlagState seen = admin.get("new_checkout_flow");
            FlagWrite write = FlagWrite.by("rollout job").because("step 2").expecting(seen.version());
            admin.set("new_checkout_flow", "20%", write);
            assertThat(admin.history("new_checkout_flow", 1))
                    .extracting(AuditEntry::after, AuditEntry::reason)
                    .containsExactly(tuple("20%", "step 2"));
        });
    }

    @Test
    void aListenerReceivesChanges() {
        SettableStore store = new SettableStore();
        store.set("new_checkout_flow", "false");
        runner.withBean(FlagStore.class, () -> store).withBean(Announcer.class).run(context -> {
            store.set("new_checkout_flow", "10%");
            Announcer announcer = context.getBean(Announcer.class);
            await().untilAsserted(() ->
                    assertThat(announcer.published).containsExactly("new_checkout_flow was false and is 10%"));
        });
    }

    private static List<Object> answers(FeatureFlags flags, String user) {
        Evaluation answer = flags.evaluate("new_checkout_flow", EvaluationContext.of(user));
        return List.of(answer.enabled(), answer.reason());
    }

    @Test
    void namesWithDotsAndColonsNeedBrackets() {
        String yaml = """
                feature-flags:
                  flags:
                    "[shop.checkout:v2]":
                      enabled: true
                """;
        runner.withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(properties(yaml)))
                .run(context -> assertThat(context.getBean(FeatureFlags.class)
                                .evaluate("shop.checkout:v2", EvaluationContext.anonymous()))
                        .extracting(Evaluation::source, Evaluation::enabled)
                        .containsExactly(Source.CONFIGURATION, true));
    }

    @Test
    void theUserOfTheRequestIsTheUserOfTheCall() {
        runner.withUserConfiguration(RequestUsers.class).run(context -> {
            assertThat(context.getBean(EvaluationContextProvider.class).currentContext())
                    .isEqualTo(EvaluationContext.anonymous());
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setRemoteUser("ada");
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
            try {
                assertThat(context.getBean(EvaluationContextProvider.class).currentContext())
                        .isEqualTo(EvaluationContext.of("ada"));
            } finally {
                RequestContextHolder.resetRequestAttributes();
            }
        });
    }

    private static PropertySource<?> properties(String yaml) {
        try {
            return new YamlPropertySourceLoader()
                    .load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                    .get(0);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
