package io.featureflags.autoconfigure;

import dev.openfeature.sdk.Client;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.ImportFlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

/** An application with toggled beans of all kinds, to be processed ahead of time. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({AopAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class})
@ImportFlagAutoConfigurations
@Import(AheadOfTimeApplication.EnhancedShop.class)
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class AheadOfTimeApplication {

    static final List<String> BEANS = List.of("plain", "byInterface", "prototype", "lazy", "scoped");

    interface Shop {

        String checkout(String user);
    }

    static class OpenShop implements Shop {

        private final String name = "shop";

        @Override
        @FeatureToggle(value = "checkout", fallback = "legacyCheckout", user = "#user.trim()")
        public String checkout(String user) {
            return "new " + name + " " + user;
        }

        private String legacyCheckout(String user) {
            return "legacy " + name + " " + user;
        }
    }

    @FeatureToggle(value = "checkout", otherwise = Otherwise.SKIP)
    @Retention(RetentionPolicy.RUNTIME)
    @interface NewCheckout {}

    interface Skipping {

        String[] names();

        CopyOnWriteArrayList<String> list();
    }

    static class Skipped implements Skipping {

        @Override
        @NewCheckout
        public String[] names() {
            return new String[] {"a name"};
        }

        @Override
        @NewCheckout
        public CopyOnWriteArrayList<String> list() {
            return new CopyOnWriteArrayList<>(names());
        }
    }

    interface Enhanced {

        String checkout();
    }

    @Configuration
    static class EnhancedShop implements Enhanced {

        @Override
        @FeatureToggle(value = "checkout", fallback = "legacyCheckout")
        public String checkout() {
            return "new";
        }

        String legacyCheckout() {
            return "legacy";
        }
    }

    @Bean
    SettableStore store() {
        return new SettableStore();
    }

    @Bean
    OpenShop plain() {
        return new OpenShop();
    }

    @Bean
    Shop byInterface() {
        return new OpenShop();
    }

    @Bean
    @Scope("prototype")
    OpenShop prototype() {
        return new OpenShop();
    }

    @Bean
    @Lazy
    OpenShop lazy() {
        return new OpenShop();
    }

    @Bean
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
    OpenShop scoped() {
        return new OpenShop();
    }

    @Bean
    Skipped skipped() {
        return new Skipped();
    }

    /** Calls all toggled methods while the flag is on for anna, for all users and for none, and prints the answers. */
    public static void main(String[] args) {
        try (ConfigurableApplicationContext context = SpringApplication.run(AheadOfTimeApplication.class, args)) {
            SettableStore store = context.getBean(SettableStore.class);
            store.set("checkout", "{\"users\": [\"anna\"]}");
            for (String bean : BEANS) {
                Shop shop = context.getBean(bean, Shop.class);
                System.out.println(bean + " of some: " + shop.checkout(" anna ") + ", " + shop.checkout("otto"));
            }
            store.set("checkout", "true");
            ask(context, "on");
            store.set("checkout", "false");
            ask(context, "off");
            // There is no scoped proxy besides, whose class would have the same name.
            Object skipped = context.getBean("skipped");
            System.out.println("proxy: " + (AopUtils.isJdkDynamicProxy(skipped) ? "of the JDK" : skipped.getClass()));
            System.out.println("order: "
                    + context.getBean(FeatureFlagsProperties.class).aspect().order());
        }
    }

    private static void ask(ConfigurableApplicationContext context, String state) {
        for (String bean : BEANS) {
            System.out.println(bean + " " + state + ": "
                    + context.getBean(bean, Shop.class).checkout("otto"));
        }
        Client client = context.getBean(Client.class);
        System.out.println("client " + state + ": " + client.getBooleanValue("checkout", state.equals("off")));
        Skipping skipped = context.getBean(Skipping.class);
        System.out.println("skipped " + state + ": " + skipped.names().length + " "
                + skipped.list().size());
        System.out.println(
                "enhanced " + state + ": " + context.getBean(Enhanced.class).checkout());
    }
}
