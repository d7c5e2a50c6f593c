package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.spi.CodeReference;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Methods that a class has only through a bridge of the compiler, as javac writes it for a package-private super-class. */
class BridgedMethodsTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    public interface Courier {

        String deliver(String parcel);
    }

    abstract static class BaseCourier {

        @FeatureToggle(value = "drone", fallback = "drive")
        public String deliver(String parcel) {
            return "flew " + parcel;
        }

        public String drive(String parcel) {
            return "drove " + parcel;
        }

        @FeatureToggle(value = "drone", otherwise = Otherwise.SKIP)
        public @Nullable String land() {
            return "landed";
        }

        @FeatureToggle("drone")
        public String hover() {
            return "hovers";
        }
    }

    abstract static class NamedCourier extends BaseCourier {}

    public static class CityCourier extends NamedCourier {}

    public static class NightCourier extends CityCourier {}

    @Test
    void methodsOfAPackagePrivateBaseAreRouted() {
        runner.withBean("courier", NightCourier.class, () -> new NightCourier()).run(context -> {
            NightCourier courier = context.getBean(NightCourier.class);
            assertThat(courier.deliver("tea")).isEqualTo("drove tea");
            assertThat(courier.land()).isNull();
            assertThatExceptionOfType(FeatureDisabledException.class).isThrownBy(courier::hover);
            store.set("drone", "true");
            assertThat(courier.deliver("tea")).isEqualTo("flew tea");
            assertThat(courier.land()).isEqualTo("landed");
            assertThat(courier.hover()).isEqualTo("hovers");
            assertThat(context.getBean(ToggledMethodRegistry.class).of("drone"))
                    .extracting(CodeReference::type)
                    .containsOnly(NightCourier.class.getName());
        });
    }

    abstract static class Stage<T> {

        @FeatureToggle(value = "stage", fallback = "old")
        public T act(T part) {
            return part;
        }

        public @Nullable T old(T part) {
            return null;
        }

        @FeatureToggle(value = "stage", fallback = "oldCount")
        public Number count() {
            return 1;
        }

        public Number oldCount() {
            return 2;
        }
    }

    public interface Play<T> {

        T act(T part);

        Number count();
    }

    /** The further methods of the same names must not hide those behind the bridges. */
    public static class Opera extends Stage<String> implements Play<String> {

        public String act(Integer part) {
            return "number " + part;
        }

        public String old(Integer part) {
            return "old number " + part;
        }

        @Override
        public Integer oldCount() {
            return 3;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void genericAndCovariantMethodsAreRouted(boolean classProxies) {
        with(classProxies).withBean("opera", Opera.class, () -> new Opera()).run(context -> {
            @SuppressWarnings("unchecked")
            Play<String> opera = (Play<String>) context.getBean("opera");
            assertThat(opera.act("aria")).isNull();
            assertThat(opera.count()).isEqualTo(3);
            store.set("stage", "true");
            assertThat(opera.act("aria")).isEqualTo("aria");
            assertThat(opera.count()).isEqualTo(1);
        });
    }

    abstract static class BaseLegacyCourier {

        public String deliver(String parcel) {
            return "walked with " + parcel;
        }
    }

    public static class LegacyCourier extends BaseLegacyCourier {}

    abstract static class BaseRobot {

        public String deliver(String parcel) {
            return "rolled with " + parcel;
        }
    }

    @FeatureToggle(value = "robot", fallbackType = LegacyCourier.class)
    public static class Robot extends BaseRobot implements Courier {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bridgedMethodsArePartOfAToggledClass(boolean classProxies) {
        with(classProxies)
                .withBean("legacy", LegacyCourier.class, () -> new LegacyCourier())
                .withBean("robot", Robot.class, () -> new Robot())
                .run(context -> {
                    Courier courier = (Courier) context.getBean("robot");
                    assertThat(courier.deliver("tea")).isEqualTo("walked with tea");
                    store.set("robot", "true");
                    assertThat(courier.deliver("tea")).isEqualTo("rolled with tea");
                });
    }

    interface Alarm {

        @FeatureToggle(value = "alarm", otherwise = Otherwise.SKIP)
        @Nullable
        String ring();
    }

    public static class Bell {

        public String ring() {
            return "rings";
        }
    }

    public static class Clock extends Bell implements Alarm {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void annotationOfAnInterfaceAppliesToInheritedCode(boolean classProxies) {
        with(classProxies).withBean("clock", Clock.class, () -> new Clock()).run(context -> {
            Alarm alarm = (Alarm) context.getBean("clock");
            assertThat(alarm.ring()).isNull();
            store.set("alarm", "true");
            assertThat(alarm.ring()).isEqualTo("rings");
        });
    }

    public interface Mailer<T> {

        @FeatureToggle(value = "mailer", fallback = "old")
        default T send(T letter) {
            return letter;
        }

        default @Nullable T old(T letter) {
            return null;
        }
    }

    /** Kotlin 2.2.20 and newer compile a class of an interface with code to such bridges. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bridgesToCodeOfAnInterfaceAreRouted(boolean classProxies) {
        Class<? extends Mailer<String>> type = KotlinShapes.mailer();
        Supplier<Mailer<String>> bean = () -> KotlinShapes.create(type);
        with(classProxies).withBean("mailer", asMailer(type), bean).run(context -> {
            @SuppressWarnings("unchecked")
            Mailer<String> mailer = (Mailer<String>) context.getBean("mailer");
            assertThat(mailer.send("letter")).isNull();
            store.set("mailer", "true");
            assertThat(mailer.send("letter")).isEqualTo("letter");
        });
    }

    @Test
    void methodThatNoProxyOverridesStopsTheStart() {
        Class<? extends Mailer<String>> type = KotlinShapes.finalMailer();
        Supplier<Mailer<String>> bean = () -> KotlinShapes.create(type);
        runner.withBean("mailer", asMailer(type), bean)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex)
                                    .hasMessage("@FeatureToggle on " + type.getName()
                                            + ".send(Object) cannot work: no method of"
                                            + " its proxy leads to this one: the new code would run even while the flag is"
                                            + " off.");
                            assertThat(ex.action()).contains("FeatureFlags.route");
                        }));
    }

    @SuppressWarnings("unchecked")
    private static Class<Mailer<String>> asMailer(Class<? extends Mailer<String>> type) {
        return (Class<Mailer<String>>) type;
    }

    private ApplicationContextRunner with(boolean classProxies) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies);
    }

    @Test
    void kotlinShapeHasOnlyBridges() {
        assertThat(KotlinShapes.mailer().getDeclaredMethods())
                .filteredOn(method -> method.getName().equals("send"))
                .hasSize(2)
                .allMatch(method -> method.isBridge());
    }
}
