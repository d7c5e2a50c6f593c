package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Attributes of the annotation that are invalid, or that do not fit the method or the class. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class InvalidFeatureToggleTests extends AbstractInvalidToggleTests {

    static class BadName {

        @FeatureToggle(value = "new checkout", fallback = "legacy")
        void call() {}

        void legacy() {}
    }

    @Test
    void invalidFlagName() {
        assertFails(
                BadName.class,
                BadName::new,
                "call() cannot work: its flag name 'new checkout' does not match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}.",
                "Use at most 128 letters, digits, '.', '_', ':' and '-', and start with a letter or digit.");
    }

    static class NoDate {

        @FeatureToggle(value = "flag", fallback = "legacy", expires = "2027-02-29")
        String checkout() {
            return "";
        }

        String legacy() {
            return "";
        }
    }

    @Test
    void killDateThatIsNotADate() {
        assertFails(
                NoDate.class,
                NoDate::new,
                "checkout() cannot work: its expires '2027-02-29' is not a date.",
                "Write the date as year, month and day, such as 2027-01-31.");
    }

    static class NoEmptySet {

        @FeatureToggle(value = "flag", otherwise = Otherwise.SKIP)
        EnumSet<TimeUnit> call() {
            return EnumSet.allOf(TimeUnit.class);
        }
    }

    @Test
    void returnTypeWithoutEmptyResult() {
        assertFails(
                NoEmptySet.class,
                NoEmptySet::new,
                "call() cannot work: Otherwise.SKIP needs an empty result, and no empty EnumSet can be created.",
                "Return a type that can be empty, such as Optional, List or Map, or name legacy code with fallback.");
    }

    static class RescueFromNothing {

        @FeatureToggle(value = "flag", rescueOn = IOException.class)
        void call() {}
    }

    @Test
    void rescueWithoutLegacyCode() {
        assertFails(
                RescueFromNothing.class,
                RescueFromNothing::new,
                "call() cannot work: it has rescueOn, but no legacy code that could run instead.",
                "Name legacy code with fallback, fallbackType or fallbackBean, or leave out rescueOn.");
    }

    static class ShadowOfNothing {

        @FeatureToggle(value = "flag", shadow = true)
        String call() {
            return "new";
        }
    }

    @Test
    void shadowWithoutLegacyCode() {
        assertFails(
                ShadowOfNothing.class,
                ShadowOfNothing::new,
                "call() cannot work: it has shadow = true, but no legacy code to compare the new code with.",
                "Name legacy code with fallback, fallbackType or fallbackBean, or leave out shadow.");
    }

    static class ShadowOfFuture {

        @FeatureToggle(value = "flag", fallback = "old", shadow = true)
        CompletionStage<String> call() {
            return CompletableFuture.completedFuture("new");
        }

        CompletionStage<String> old() {
            return CompletableFuture.completedFuture("legacy");
        }
    }

    @Test
    void shadowOfResultThatComesLater() {
        assertFails(
                ShadowOfFuture.class,
                ShadowOfFuture::new,
                "call() cannot work: its CompletionStage is used after the method has returned, so that a shadow run"
                        + " cannot compare it.",
                "Return the result itself, or leave out shadow.");
    }

    static class ShadowOfMono {

        @FeatureToggle(value = "flag", fallback = "old", shadow = true)
        Mono<String> call() {
            return Mono.just("new");
        }

        Mono<String> old() {
            return Mono.just("legacy");
        }
    }

    @Test
    void shadowOfPublisher() {
        assertFails(
                ShadowOfMono.class,
                ShadowOfMono::new,
                "call() cannot work: its Mono is used after the method has returned, so that a shadow run cannot compare"
                        + " it.",
                "Return the result itself, or leave out shadow.");
    }

    @FeatureToggle(value = "flag", fallbackBean = "old")
    static class ClassWithoutPublicMethods {

        void call() {}
    }

    @Test
    void classWithoutPublicMethods() {
        assertClassFails(
                runner,
                ClassWithoutPublicMethods.class,
                ClassWithoutPublicMethods::new,
                "the class has no public method that could be toggled: the new code would run even while the flag is"
                        + " off.",
                "Make the methods public, or annotate each of them.");
    }

    @FeatureToggle(value = "flag", otherwise = Otherwise.SKIP)
    static class ClassWithoutLegacyCode {

        public void call() {}
    }

    @Test
    void classWithoutLegacyCode() {
        assertClassFails(
                runner,
                ClassWithoutLegacyCode.class,
                ClassWithoutLegacyCode::new,
                "it names no bean with the legacy code of the class.",
                "Name the bean with fallbackType or fallbackBean, or annotate the methods instead of the class.");
    }

    static class SkippedAndLegacy {

        @FeatureToggle(value = "flag", fallback = "legacy", otherwise = Otherwise.SKIP)
        void call() {}

        void legacy() {}
    }

    @Test
    void otherwiseBesideLegacyCode() {
        assertFails(
                SkippedAndLegacy.class,
                SkippedAndLegacy::new,
                "call() cannot work: it has otherwise = SKIP and legacy code, which runs while the flag is off.",
                "Leave out otherwise, or leave out the legacy code.");
    }

    static class Promise<T> extends CompletableFuture<T> {}

    static class RescuedPromise {

        @FeatureToggle(value = "flag", fallback = "legacy", rescueOn = IOException.class)
        Promise<String> call() {
            return new Promise<>();
        }

        Promise<String> legacy() {
            return new Promise<>();
        }
    }

    @Test
    void rescueOfFutureThatCannotBeReplaced() {
        assertFails(
                RescuedPromise.class,
                RescuedPromise::new,
                "call() cannot work: rescueOn must wait for the result of the returned Promise, and no other future can be"
                        + " returned in its place.",
                "Return a CompletableFuture or a CompletionStage, or leave out rescueOn.");
    }
}
