package io.featureflags.autoconfigure;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.spi.FlagStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application that runs where libraries are missing: it names none that may be. */
@SpringBootConfiguration
@EnableAutoConfiguration
class LackingApplication {

    /** Public, since hidden classes are hidden by a class loader, which proxies are made in. */
    public static class Shop {

        @FeatureToggle(value = "checkout", fallback = "legacyCheckout")
        public String checkout() {
            return "new";
        }

        String legacyCheckout() {
            return "legacy";
        }

        @FeatureToggle(value = "basket", fallback = "legacyBasket")
        public String basket() {
            return "new";
        }

        String legacyBasket() {
            return "legacy";
        }
    }

    @Bean
    Shop shop() {
        return new Shop();
    }

    /** Starts it, prints on one line what {@link #report} says, and ends. */
    public static void main(String[] args) {
        try (ConfigurableApplicationContext context = SpringApplication.run(LackingApplication.class, args)) {
            System.out.println("report: " + report(context));
        }
    }

    /** What the toggled methods answer, and where the answers and the user come from. */
    static String report(ApplicationContext context) {
        Shop shop = context.getBean(Shop.class);
        EvaluationContextProvider user = context.getBean(EvaluationContextProvider.class);
        Evaluation evaluation = context.getBean(FeatureFlags.class).evaluate("checkout", user.currentContext());
        boolean bySecurity = user.getClass().getSimpleName().equals("SpringSecurityContextProvider");
        return "checkout " + shop.checkout() + ", basket " + shop.basket() + ", from " + evaluation.source()
                + ", store " + context.getBean(FlagStore.class).getClass().getSimpleName() + ", user by "
                + (bySecurity ? "Spring Security" : "nobody");
    }
}
