package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.context.CurrentRequest;
import io.featureflags.context.RequestConsistency;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** A change in the middle of a request of Spring MVC, with and without {@code feature-flags.request-consistency}. */
@ExtendWith(OutputCaptureExtension.class)
class ServletRequestConsistencyTests {

    private final SettableStore store = new SettableStore();

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withUserConfiguration(WebConfiguration.class);

    static class Shop {

        @FeatureToggle(value = "checkout", fallback = "legacyCheckout")
        public String checkout() {
            return "new";
        }

        String legacyCheckout() {
            return "legacy";
        }

        @FeatureToggle(value = "checkout", fallback = "legacyCheckoutFor", user = "#user")
        public String checkoutFor(String user) {
            return "new";
        }

        String legacyCheckoutFor(String user) {
            return "legacy";
        }
    }

    /** Changes the flag in the middle of each request. */
    @RestController
    static class ShopController {

        private final Shop shop;

        private final FeatureFlags flags;

        private final SettableStore store;

        ShopController(Shop shop, FeatureFlags flags, SettableStore store) {
            this.shop = shop;
            this.flags = flags;
            this.store = store;
        }

        @GetMapping("/toggled")
        String toggled() {
            return "%s %s %s".formatted(shop.checkout(), flip("true"), shop.checkout());
        }

        @GetMapping("/by-user")
        String byUser() {
            store.set("checkout", "{\"users\": [\"ada\"]}");
            return "%s %s %s %s"
                    .formatted(
                            shop.checkoutFor("ada"),
                            flip("false"),
                            shop.checkoutFor("ada"),
                            flags.isEnabled("checkout", EvaluationContext.of("ada")));
        }

        @GetMapping("/in-code")
        String inCode() {
            boolean before = flags.isEnabled("checkout");
            flip("true");
            return before + " " + flags.isEnabled("checkout") + " "
                    + flags.evaluate("checkout", EvaluationContext.of("ada")).enabled() + " "
                    + flags.explain("checkout", EvaluationContext.of("ada")).enabled();
        }

        @GetMapping("/async")
        Callable<String> async() {
            String before = shop.checkout();
            flip("true");
            return () -> before + " " + shop.checkout();
        }

        private String flip(String value) {
            store.set("checkout", value);
            return "flip";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class WebConfiguration {

        @Bean
        Shop shop() {
            return new Shop();
        }

        @Bean
        ShopController shopController(Shop shop, FeatureFlags flags, SettableStore store) {
            return new ShopController(shop, flags, store);
        }
    }

    @Test
    void flipIsSeenByTheNextRequestOnly() {
        consistent("true", context -> {
            MockMvc shop = shop(context);

            assertThat(answerOf(shop, "/toggled")).isEqualTo("legacy flip legacy");
            assertThat(answerOf(shop, "/toggled")).isEqualTo("new flip new");
        });
    }

    @Test
    void userOfTheAnnotationAndTheSameContextInCodeGetOneAnswer() {
        consistent(
                "true",
                context -> assertThat(answerOf(shop(context), "/by-user")).isEqualTo("new flip new true"));
    }

    @Test
    void codeGetsTheAnswerOfTheRequestAndAnExplanationIsOfNow() {
        consistent(
                "true",
                context -> assertThat(answerOf(shop(context), "/in-code")).isEqualTo("false false false true"));
    }

    @Test
    void requestThatIsServedByTwoThreadsIsOne() {
        consistent("true", context -> {
            MockMvc shop = shop(context);

            assertThat(answerOf(shop, "/async")).isEqualTo("legacy legacy");
            assertThat(answerOf(shop, "/async")).isEqualTo("new new");
        });
    }

    @Test
    void filterOutsideOfTheDispatcherIsInTheRequestToo() {
        consistent("true", context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            MockMvc shop = MockMvcBuilders.webAppContextSetup(context)
                    .addFilters(new RequestContextFilter())
                    .addFilter((request, response, chain) -> {
                        boolean before = flags.isEnabled("checkout");
                        chain.doFilter(request, response);
                        response.getOutputStream().print(" " + before + " " + flags.isEnabled("checkout"));
                    })
                    .build();

            assertThat(answerOf(shop, "/toggled")).isEqualTo("legacy flip legacy false false");
        });
    }

    @Test
    void outsideOfRequestsFlipsAreSeenAtOnce() {
        consistent("true", context -> {
            Shop shop = context.getBean(Shop.class);
            assertThat(shop.checkout()).isEqualTo("legacy");
            store.set("checkout", "true");
            assertThat(shop.checkout()).isEqualTo("new");
        });
    }

    @Test
    void isOnHoweverTrueIsWritten() {
        consistent(
                "on", context -> assertThat(answerOf(shop(context), "/toggled")).isEqualTo("legacy flip legacy"));
    }

    @Test
    void byDefaultFlipsAreSeenInMidRequestAndFlagsAreNotWrapped() {
        runner.run(context -> {
            assertThat(answerOf(shop(context), "/toggled")).isEqualTo("legacy flip new");
            assertThat(context).doesNotHaveBean(CurrentRequest.class);
            FlagRegistry flags = context.getBean(FlagRegistry.class);
            assertThat(context.getBean(RequestConsistency.class).around(flags)).isSameAs(flags);
        });
    }

    @Test
    void withoutRequestsOfSpringThereIsOneWarning(CapturedOutput output) {
        new WebApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .withBean(SettableStore.class, () -> store)
                .withPropertyValues("feature-flags.request-consistency=true")
                .withClassLoader(new FilteredClassLoader(RequestContextHolder.class))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(CurrentRequest.class);
                    assertThat(context.getBean(FeatureFlags.class).isEnabled("checkout"))
                            .isFalse();
                    assertThat(output).containsOnlyOnce("feature-flags.request-consistency is true, and has no effect");
                });
    }

    private void consistent(String value, ThrowingConsumer assertions) {
        runner.withPropertyValues("feature-flags.request-consistency=" + value).run(assertions::accept);
    }

    private static MockMvc shop(AssertableWebApplicationContext context) {
        return MockMvcBuilders.webAppContextSetup(context).build();
    }

    private static String answerOf(MockMvc shop, String path) throws Exception {
        var result = shop.perform(get(path)).andReturn();
        if (result.getRequest().isAsyncStarted()) {
            result = shop.perform(asyncDispatch(result)).andReturn();
        }
        return result.getResponse().getContentAsString();
    }

    @FunctionalInterface
    private interface ThrowingConsumer {

        void accept(AssertableWebApplicationContext context) throws Exception;
    }
}
