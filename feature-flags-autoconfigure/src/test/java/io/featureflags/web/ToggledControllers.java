package io.featureflags.web;

import io.featureflags.FeatureToggle;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The controllers of {@link ControllerRow}. Each has a field that is null in a proxy, so that code must run on the bean. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
final class ToggledControllers {

    /** Flag of the methods with legacy code. */
    static final String FLAG = "new_page";

    /** Flag of the methods without legacy code. */
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

    /** Has all annotations on the class, and an interface without web annotations. */
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

    /** Has mappings only, like generated code. */
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

    /** Has all annotations on the interface. */
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

    /** The legacy code of controllers. Its methods have no mappings, since two beans cannot have the same mapping. */
    @Component("legacyPage")
    static class LegacyPage implements Page {

        private final String shop = "shop";

        @Override
        public String page(String user) {
            return "legacy " + shop + " " + user;
        }

        @Override
        public String dark() {
            return "legacy code that must not run";
        }
    }

    /** Is toggled as a class; the annotation of a method takes precedence. */
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

    /** Is toggled as a class, without an interface. */
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

    /** Responds with 404 while a flag is off, except for a method with legacy code. */
    @RestController
    @RequestMapping("/without-legacy")
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
        @FeatureToggle(DARK_FLAG)
        public String dark() {
            return "lit " + shop;
        }
    }
}
