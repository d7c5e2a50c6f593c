package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import io.featureflags.toggle.FeatureToggleRoutingTests.Kiosk;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The user of a call: from the arguments if the toggle has an expression, or else from the context provider. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class UserExpressionTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    static class Customers {

        @FeatureToggle(value = "vip", fallback = "legacy", user = "#customer")
        String plain(int number, @Nullable String customer) {
            return "new";
        }

        String legacy(int number, @Nullable String customer) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyOrder", user = "#order.customer.toLowerCase()")
        String spel(Order order) {
            return "new";
        }

        String legacyOrder(Order order) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyOptional", user = "#p0")
        String optional(Optional<Integer> customer) {
            return "new";
        }

        String legacyOptional(Optional<Integer> customer) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyCurrent")
        String current() {
            return "new";
        }

        String legacyCurrent() {
            return "legacy";
        }
    }

    public record Order(@Nullable String customer) {}

    static class Parcel {

        private final Supplier<@Nullable String> addressee;

        Parcel(Supplier<@Nullable String> addressee) {
            this.addressee = addressee;
        }

        public @Nullable String getAddressee() {
            return addressee.get();
        }

        public boolean isGift() {
            return true;
        }
    }

    static class Post {

        @FeatureToggle(value = "vip", fallback = "legacyOrder", user = " #order.customer ")
        String component(Order order) {
            return "new";
        }

        String legacyOrder(Order order) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyParcel", user = "#parcel.addressee")
        String getter(@Nullable Parcel parcel) {
            return "new";
        }

        @FeatureToggle(value = "true_gifts", fallback = "legacyParcel", user = "#p0.gift")
        String is(@Nullable Parcel parcel) {
            return "new";
        }

        @FeatureToggle(value = "vip", fallback = "legacyParcel", user = "#parcel?.addressee")
        String nullSafe(@Nullable Parcel parcel) {
            return "new";
        }

        String legacyParcel(@Nullable Parcel parcel) {
            return "legacy";
        }

        @FeatureToggle(value = "vip", fallback = "legacyObject", user = "#parcel.addressee")
        String propertyOfRuntimeClass(Object parcel) {
            return "new";
        }

        String legacyObject(Object parcel) {
            return "legacy";
        }
    }

    @Test
    void userIsPropertyOfAnArgument() {
        store.set("vip", "{\"users\": [\"anna\"]}");
        store.set("true_gifts", "{\"users\": [\"true\"]}");
        runner.withBean(Post.class, () -> new Post()).run(context -> {
            Post post = context.getBean(Post.class);
            Parcel toAnna = new Parcel(() -> "anna");
            Parcel withoutAddressee = new Parcel(() -> null);
            Parcel broken = new Parcel(() -> {
                throw new IllegalStateException("no address");
            });

            assertThat(post.component(new Order("anna"))).isEqualTo("new");
            assertThat(post.component(new Order(null))).isEqualTo("legacy");
            assertThat(post.getter(toAnna)).isEqualTo("new");
            assertThat(post.getter(withoutAddressee)).isEqualTo("legacy");
            assertThat(post.getter(broken)).isEqualTo("legacy");
            assertThat(post.getter(null)).isEqualTo("legacy");
            assertThat(post.is(withoutAddressee)).isEqualTo("new");
            assertThat(post.nullSafe(toAnna)).isEqualTo("new");
            assertThat(post.nullSafe(null)).isEqualTo("legacy");
            assertThat(post.propertyOfRuntimeClass(toAnna)).isEqualTo("new");
        });
    }

    @Test
    void userIsArgumentOrElseFromTheProvider() {
        store.set("vip", "{\"users\": [\"anna\", \"42\"]}");
        runner.withBean(Customers.class, () -> new Customers())
                .withBean(EvaluationContextProvider.class, () -> () -> EvaluationContext.of("anna"))
                .run(context -> {
                    Customers customers = context.getBean(Customers.class);

                    assertThat(customers.plain(1, "anna")).isEqualTo("new");
                    assertThat(customers.plain(1, "ben")).isEqualTo("legacy");
                    assertThat(customers.plain(1, null)).isEqualTo("legacy");
                    assertThat(customers.spel(new Order("ANNA"))).isEqualTo("new");
                    assertThat(customers.spel(new Order("BEN"))).isEqualTo("legacy");
                    assertThat(customers.optional(Optional.of(42))).isEqualTo("new");
                    assertThat(customers.optional(Optional.empty())).isEqualTo("legacy");
                    assertThat(customers.current()).isEqualTo("new");
                });
    }

    @Test
    void failingExpressionRunsTheLegacyCode() {
        store.set("vip", "{\"users\": [\"anna\"]}");
        runner.withBean(Customers.class, () -> new Customers())
                .run(context -> assertThat(context.getBean(Customers.class).spel(new Order(null)))
                        .isEqualTo("legacy"));
    }

    @Test
    void userIsNotDeterminedIfTheAnswerDoesNotDependOnIt() {
        store.set("vip", "true");
        runner.withBean(Customers.class, () -> new Customers())
                .withBean(EvaluationContextProvider.class, () -> () -> {
                    throw new IllegalStateException("must not be called");
                })
                .run(context -> {
                    assertThat(context.getBean(Customers.class).current()).isEqualTo("new");
                    assertThat(context.getBean(Customers.class).spel(new Order(null)))
                            .isEqualTo("new");
                });
    }

    static class Sessions implements EvaluationContextProvider {

        private final Kiosk kiosk;

        Sessions(Kiosk kiosk) {
            this.kiosk = kiosk;
        }

        @Override
        public EvaluationContext currentContext() {
            return EvaluationContext.of("user" + kiosk.sell(7));
        }
    }

    @Test
    void contextProviderMayNeedAToggledBean() {
        store.set("vip", "{\"users\": [\"user-7\"]}");
        runner.withBean(Sessions.class)
                .withBean(Kiosk.class, () -> new Kiosk())
                .withBean(Customers.class, () -> new Customers())
                .run(context ->
                        assertThat(context.getBean(Customers.class).current()).isEqualTo("new"));
    }
}
