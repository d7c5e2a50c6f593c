package io.featureflags.toggle;

import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of toggled methods, in all forms that Java has. Exactly the lines that call one without the proxy end with the
 * comment {@code // self}, as {@link SelfInvocationTests} checks.
 */
@SuppressWarnings({
    "UnusedMethod",
    "UnusedVariable",
    "UnnecessaryStringBuilder",
    "ReturnValueIgnored",
    "ClassCanBeStatic"
})
class SelfInvokingShop extends SelfInvokingBase<String> implements SelfInvokingTerminal {

    private final List<Object> seen = new ArrayList<>();

    private @Nullable SelfInvokingShop proxy;

    SelfInvokingShop() {
        seen.add(checkout("constructor")); // self
    }

    @FeatureToggle(value = "checkout", fallback = "legacyCheckout")
    public String checkout(String user) {
        return user.isEmpty() ? user : checkout(user.substring(1));
    }

    String legacyCheckout(String user) {
        return user;
    }

    String checkout(String user, int times) {
        return user + times;
    }

    @FeatureToggle(value = "wide", otherwise = Otherwise.SKIP)
    long wide(long one, Object two, double three, int... four) {
        return one;
    }

    @Override
    @FeatureToggle(value = "generic", otherwise = Otherwise.SKIP)
    public void greet(String whom) {}

    @Override
    @FeatureToggle(value = "terminal", otherwise = Otherwise.SKIP)
    public void pay() {
        super.inherited(); // self
    }

    void plain() {
        seen.add(this.checkout("a")); // self
        seen.add(checkout("a", 1));
        checkout("b"); // self
        greet("c"); // self
        inherited(); // self
        notRedefined(); // self
    }

    private String arguments(boolean flag, @Nullable String text, long[] numbers, int index) {
        checkout(flag ? "a" : text == null ? "b" : text + index); // self
        checkout(new StringBuilder(text).append(numbers[index]++).toString()); // self
        wide(numbers[index] += 2L, index++ + 1 > 2 ? 1 : "x", index / 2.0, 1, 2, 3); // self
        wide( // self
                numbers.length,
                legacyCheckout("x"),
                flag ? Double.MAX_VALUE : numbers[0] << 3,
                new int[2][3][0].length);
        return checkout(checkout("inner")); // self
    }

    void flow(int number) {
        for (int i = 0; i < number; i++) {
            switch (i % 4) {
                case 0 -> checkout("a"); // self
                case 1 -> {
                    continue;
                }
                case 2 -> throw new IllegalStateException(checkout("b")); // self
                default -> seen.clear();
            }
            while (seen.size() > number) {
                seen.remove(0);
            }
            checkout("c"); // self
        }
        try {
            seen.add(number);
        } catch (UnsupportedOperationException ex) {
            checkout("d"); // self
        } finally {
            synchronized (seen) {
                greet("e"); // self
            }
        }
        if (seen instanceof ArrayList<Object> list && !list.isEmpty()) {
            do {
                number--;
            } while (number > 0);
            pay(); // self
        }
    }

    void aliases(boolean flag, SelfInvokingShop other) {
        SelfInvokingShop self = this;
        self.checkout("a"); // self
        ((SelfInvokingTerminal) this).pay(); // self
        self = other;
        self.checkout("b");
        (flag ? this : other).checkout("c");
        (flag ? other : this).checkout("d");
        SelfInvokingShop either = other;
        if (flag) {
            either = this;
        }
        either.checkout("e");
    }

    void oneOfThree(int number, SelfInvokingShop other) {
        SelfInvokingShop shop = switch (number) {
            case 1 -> this;
            case 2 -> other;
            default -> throw new IllegalArgumentException();
        };
        shop.checkout("a");
    }

    @Override
    @FeatureToggle(value = "redefined", otherwise = Otherwise.SKIP)
    public void redefined() {}

    @FeatureToggle(value = "hidden", otherwise = Otherwise.SKIP)
    public void hidden() {}

    void asBefore() {
        super.redefined();
        callHidden();
    }

    void lambdas(Function<Supplier<String>, String> user, FeatureFlags flags) {
        user.apply(() -> checkout("a")); // self
        user.apply(() -> user.apply(() -> this.checkout("b"))); // self
        seen.add((Supplier<@Nullable String>) this::nothing);
        Runnable reference = this::pay; // self
        user.apply(() -> legacyCheckout("c"));
        flags.route("checkout", () -> checkout("d"), () -> legacyCheckout("d"));
        Supplier<String> next = () -> checkout("e");
        flags.route("checkout", next, () -> legacyCheckout("e"));
        flags.route("reference", this::reference, this::legacyReference);
        user.apply(this::reference); // self
    }

    @FeatureToggle(value = "reference", fallback = "legacyReference")
    String reference() {
        return "new";
    }

    String legacyReference() {
        return "legacy";
    }

    @Nullable
    String nothing() {
        return null;
    }

    void innerClasses() {
        Runnable anonymous = new Runnable() {

            @Override
            public void run() {
                checkout("a"); // self
                Runnable deeper = new Runnable() {

                    @Override
                    public void run() {
                        SelfInvokingShop.this.pay(); // self
                    }
                };
                deeper.run();
            }
        };
        anonymous.run();
    }

    class Till {

        void open() {
            greet("a"); // self
            checkout();
        }

        void checkout() {}
    }

    static class Strangers {

        void open(SelfInvokingShop shop) {
            shop.checkout("a");
        }
    }

    void others(SelfInvokingShop other, SelfInvokingShop[] all) {
        other.checkout("a");
        all[0].checkout("b");
        new SelfInvokingShop().checkout("c");
        self().checkout("d");
        if (proxy != null) {
            proxy.checkout("e");
        }
        Supplier<String> reference = other::reference;
        Function<SelfInvokingShop, String> unbound = SelfInvokingShop::reference;
        another(other, this);
    }

    static void another(SelfInvokingShop one, SelfInvokingShop two) {
        one.checkout("a");
        two.checkout("b");
    }

    SelfInvokingShop self() {
        return this;
    }
}
