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

/** An application that runs without optional libraries: it names none of them. */
@SpringBootConfiguration
@EnableAutoConfiguration
class LackingApplication {

    /** Public, because a filtered class loader defines the proxies. */
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

    /** Starts the application, prints {@link #report} on one line, and ends. */
    public static void main(String[] args) {
        try (ConfigurableApplicationContext context = SpringApplication.run(LackingApplication.class, args)) {
            System.out.println("report: " + report(context));
        }
    }

    /** Returns the answers of the toggled methods, with the source of answers and user. */
    static String report(ApplicationContext context) {
        Shop shop = context.getBean(Shop.class);
        EvaluationContextProvider user = context.getBean(EvaluationContextProvider.class);
        Evaluation evaluation = context.getBean(FeatureFlags.class).evaluate("checkout", user.currentContext());
        boolean bySecurity = user.getClass().getSimpleName().equals("SpringSecurityContextProvider");
        return "checkout " + shop.checkout() + ", basket " + shop.basket() + ", from " + evaluation.source()
                + ", store " + context.getBean(FlagStore.class).getClass().getSimpleName() + ", user by "
                + (bySecurity ? "Spring Security" : "none");
    }
}
