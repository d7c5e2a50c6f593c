package io.featureflags.web;

import io.featureflags.FeatureToggle;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The controllers of {@link ControllerRow}. Each has a field, which is null in a proxy: code must run on the bean. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
final class ToggledControllers {

    /** Flag of the methods that have legacy code. */
    static final String FLAG = "new_page";

    /** Flag of the methods that have none. */
    static final String DARK_FLAG = "dark_page";

    private ToggledControllers() {}

    @RestController
    @RequestMapping("/plain")
    static class Plain {

        private final String shop = "shop";

        @GetMapping
        @FeatureToggle(value = FLAG, fallback = "legacyPage")
        String page(@RequestParam String user) {
            return "new " + shop + " " + user;
        }

        private String legacyPage(String user) {
            return "legacy " + shop + " " + user;
        }

        @GetMapping("/dark")
        @FeatureToggle(DARK_FLAG)
        String dark() {
            return "lit " + shop;
        }
    }

    interface Page {

        String page(String user);

        String dark();
    }

    /** All annotations on the class, whose interface knows nothing of the web. */
    @RestController
    @RequestMapping("/with-interface")
    static class WithInterface implements Page {

        private final String shop = "shop";

        @Override
        @GetMapping
        @FeatureToggle(value = FLAG, fallback = "legacyPage")
        public String page(@RequestParam String user) {
            return "new " + shop + " " + user;
        }

        private String legacyPage(String user) {
            return "legacy " + shop + " " + user;
        }

        @Override
        @GetMapping("/dark")
        @FeatureToggle(DARK_FLAG)
        public String dark() {
            return "lit " + shop;
        }
    }

    /** Mappings only, as generators of code write them. */
    @RequestMapping("/contract")
    interface Contract {

        @GetMapping
        String page(@RequestParam String user);

        @GetMapping("/dark")
        String dark();
    }

    @RestController
    static class OfContract implements Contract {

        private final String shop = "shop";

        @Override
        @FeatureToggle(value = FLAG, fallback = "legacyPage")
        public String page(String user) {
            return "new " + shop + " " + user;
        }

        private String legacyPage(String user) {
            return "legacy " + shop + " " + user;
        }

        @Override
        @FeatureToggle(DARK_FLAG)
        public String dark() {
            return "lit " + shop;
        }
    }

    @RestController
    @RequestMapping("/controller-interface")
    interface ControllerInterface {

        @GetMapping
        @FeatureToggle(value = FLAG, fallback = "legacyPage")
        String page(@RequestParam String user);

        @GetMapping("/dark")
        @FeatureToggle(DARK_FLAG)
        String dark();
    }

    /** All annotations on the interface. */
    static class OfControllerInterface implements ControllerInterface {

        private final String shop = "shop";

        @Override
        public String page(String user) {
            return "new " + shop + " " + user;
        }

        private String legacyPage(String user) {
            return "legacy " + shop + " " + user;
        }

        @Override
        public String dark() {
            return "lit " + shop;
        }
    }

    abstract static class Base {

        private final String shop = "shop";

        @GetMapping
        @FeatureToggle(value = FLAG, fallback = "legacyPage")
        public String page(@RequestParam String user) {
            return "new " + shop + " " + user;
        }

        public String legacyPage(String user) {
            return "legacy " + shop + " " + user;
        }

        @GetMapping("/dark")
        @FeatureToggle(DARK_FLAG)
        public String dark() {
            return "lit " + shop;
        }
    }

    @RestController
    @RequestMapping("/inheriting")
    static class Inheriting extends Base {}

    interface GenericPage<T> {

        @GetMapping
        @FeatureToggle(value = FLAG, fallback = "legacyPage")
        String page(@RequestParam("user") T user);

        @GetMapping("/dark")
        @FeatureToggle(DARK_FLAG)
        String dark();
    }

    @RestController
    @RequestMapping("/generic")
    static class Generic implements GenericPage<String> {

        private final String shop = "shop";

        @Override
        public String page(String user) {
            return "new " + shop + " " + user;
        }

        private String legacyPage(String user) {
            return "legacy " + shop + " " + user;
        }

        @Override
        public String dark() {
            return "lit " + shop;
        }
    }

    @RestController
    @RequestMapping("/completing")
    static class Completing {

        private final String shop = "shop";

        @GetMapping
        @FeatureToggle(value = FLAG, fallback = "legacyPage")
        CompletableFuture<String> page(@RequestParam String user) {
            return CompletableFuture.supplyAsync(() -> "new " + shop + " " + user);
        }

        private CompletableFuture<String> legacyPage(String user) {
            return CompletableFuture.supplyAsync(() -> "legacy " + shop + " " + user);
        }

        @GetMapping("/dark")
        @FeatureToggle(DARK_FLAG)
        CompletableFuture<String> dark() {
            return CompletableFuture.supplyAsync(() -> "lit " + shop);
        }
    }

    @RestController
    @RequestMapping("/reactive")
    static class Reactive {

        private final String shop = "shop";

        @GetMapping
        @FeatureToggle(value = FLAG, fallback = "legacyPage")
        Mono<String> page(@RequestParam String user) {
            return Mono.fromSupplier(() -> "new " + shop + " " + user);
        }

        private Mono<String> legacyPage(String user) {
            return Mono.fromSupplier(() -> "legacy " + shop + " " + user);
        }

        @GetMapping("/dark")
        @FeatureToggle(DARK_FLAG)
        Mono<String> dark() {
            return Mono.fromSupplier(() -> "lit " + shop);
        }
    }

    /** The legacy code of controllers. Its methods have no mappings: two beans cannot have the same. */
    @Component("legacyPage")
    static class LegacyPage implements Page {

        private final String shop = "shop";

        @Override
        public String page(String user) {
            return "legacy " + shop + " " + user;
        }

        @Override
        public String dark() {
            return "legacy code that is not to run";
        }
    }

    /** Toggled as a whole; the annotation of a method counts more. */
    @RestController
    @RequestMapping("/legacy-type")
    @FeatureToggle(value = FLAG, fallbackType = LegacyPage.class)
    static class WithLegacyType implements Page {

        private final String shop = "shop";

        @Override
        @GetMapping
        public String page(@RequestParam String user) {
            return "new " + shop + " " + user;
        }

        @Override
        @GetMapping("/dark")
        @FeatureToggle(DARK_FLAG)
        public String dark() {
            return "lit " + shop;
        }
    }

    /** Toggled as a whole, without an interface. */
    @RestController
    @RequestMapping("/legacy-bean")
    @FeatureToggle(value = FLAG, fallbackBean = "legacyPage")
    static class WithLegacyBean {

        private final String shop = "shop";

        @GetMapping
        public String page(@RequestParam String user) {
            return "new " + shop + " " + user;
        }

        @GetMapping("/dark")
        @FeatureToggle(DARK_FLAG)
        public String dark() {
            return "lit " + shop;
        }
    }

    /** Toggled as a whole, and not there while the flag is off; but for a method that has legacy code. */
    @RestController
    @RequestMapping("/without-legacy")
    @FeatureToggle(DARK_FLAG)
    static class WithoutLegacy {

        private final String shop = "shop";

        @GetMapping
        @FeatureToggle(value = FLAG, fallback = "legacyPage")
        public String page(@RequestParam String user) {
            return "new " + shop + " " + user;
        }

        private String legacyPage(String user) {
            return "legacy " + shop + " " + user;
        }

        @GetMapping("/dark")
        public String dark() {
            return "lit " + shop;
        }
    }
}
