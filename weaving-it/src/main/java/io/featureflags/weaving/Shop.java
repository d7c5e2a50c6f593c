package io.featureflags.weaving;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Has toggled methods of every kind. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class Shop {

    final IOException failure = new IOException("new code");

    final IOException legacyFailure = new IOException("legacy code");

    private final String name;

    @Nullable
    Throwable rescued;

    Shop(String name) {
        this.name = name;
    }

    @FeatureToggle(value = "woven", fallback = "legacyCheckout")
    public String checkout(String user) {
        return "new " + name + " " + user;
    }

    private String legacyCheckout(String user) {
        return "legacy " + name + " " + user;
    }

    String checkoutOfItself(String user) {
        return this.checkout(user);
    }

    @FeatureToggle(value = "woven", fallback = "legacyCheckout")
    private String privately(String user) {
        return "new private " + user;
    }

    String callPrivately(String user) {
        return privately(user);
    }

    @FeatureToggle(value = "woven", fallback = "legacyCheckout")
    public final String checkoutForGood(String user) {
        return "new final " + user;
    }

    @NewCheckout
    String composed(String user) {
        return "new composed " + user;
    }

    @FeatureToggle(value = "woven", fallback = "legacyTotal")
    static int total(int price, int... extras) {
        return price + extras.length;
    }

    private static int legacyTotal(int price, int... extras) {
        return -price - extras.length;
    }

    @FeatureToggle(value = "woven", fallback = "legacyCheckout", user = "#user")
    String forUser(String user) {
        return "new " + user;
    }

    @FeatureToggle(value = "woven", fallback = "legacyRescue", rescueOn = IllegalStateException.class)
    String rescued(@Nullable RuntimeException failure) {
        if (failure != null) {
            throw failure;
        }
        return "new";
    }

    private String legacyRescue(@Nullable RuntimeException failure, @Nullable Throwable failed) {
        rescued = failed;
        return "legacy";
    }

    @FeatureToggle(value = "woven", fallback = "legacyFailing")
    void failing() throws IOException {
        throw failure;
    }

    private void legacyFailing() throws IOException {
        throw legacyFailure;
    }

    @FeatureToggle("woven")
    String bare() {
        return "new";
    }

    @FeatureToggle(value = "woven", otherwise = Otherwise.SKIP)
    List<String> skipped() {
        return List.of("new");
    }

    @FeatureToggle(value = "woven", fallback = "legacyMono")
    Mono<String> mono(String user) {
        return Mono.fromSupplier(() -> "new " + user);
    }

    private Mono<String> legacyMono(String user) {
        return Mono.just("legacy " + user);
    }

    @Audited
    @FeatureToggle(value = "woven", fallback = "legacyCheckout")
    String audited(String user) {
        return "new audited " + user;
    }

    @FeatureToggle(value = "woven", fallback = "legacyCheckout", shadow = true)
    String shadowed(String user) {
        return privately(user);
    }

    @FeatureToggle(value = "woven", fallback = "middle")
    String chained(String user) {
        return "new " + user;
    }

    @FeatureToggle(value = "woven_too", fallback = "legacyCheckout")
    String middle(String user) {
        return "middle " + user;
    }

    /** Calls a toggled method through a method reference. */
    String inLambda(String user) {
        return List.of(user).stream().map(this::privately).findFirst().orElseThrow();
    }
}
