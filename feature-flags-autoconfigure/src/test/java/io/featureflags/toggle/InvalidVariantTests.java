package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Variants that cannot work stop the start. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private methods of variants are called by name.
class InvalidVariantTests extends AbstractInvalidToggleTests {

    private static final String HERE = InvalidVariantTests.class.getName() + "$";

    interface Train {

        String ride(String from);
    }

    static class OldTrain implements Train {

        @Override
        public String ride(String from) {
            return "old";
        }

        private String hidden(String from) {
            return "hidden";
        }
    }

    static class OlderTrain extends OldTrain {}

    private ApplicationContextRunner withOldTrain() {
        return runner.withBean("oldTrain", OldTrain.class, OldTrain::new);
    }

    static class Twice {

        @FeatureToggle(
                value = "train",
                variants = {
                    @FeatureVariant(value = "express", method = "fast"),
                    @FeatureVariant(value = "express", method = "faster")
                })
        void ride() {}

        void fast() {}

        void faster() {}
    }

    @Test
    void variantListedTwice() {
        assertFails(
                Twice.class,
                Twice::new,
                "ride() cannot work: it lists variant 'express' twice, so that its code is ambiguous.",
                "Remove one of them.");
    }

    static class BadName {

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "two words", method = "fast"))
        void ride() {}

        void fast() {}
    }

    @Test
    void nameOutsideTheGrammar() {
        assertFails(
                BadName.class,
                BadName::new,
                "ride() cannot work: the name 'two words' of a variant does not match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}.",
                "Use at most 128 letters, digits, '.', '_', ':' and '-', and start with a letter or digit.");
    }

    static class NoCode {

        @FeatureToggle(value = "train", variants = @FeatureVariant("express"))
        void ride() {}
    }

    @Test
    void variantWithoutCode() {
        assertFails(
                NoCode.class,
                NoCode::new,
                "ride() cannot work: its variant 'express' names no code.",
                "Name it with method, type or bean, or leave out the variant: then the annotated method runs.");
    }

    static class TypeAndBean {

        @FeatureToggle(
                value = "train",
                variants = @FeatureVariant(value = "express", type = OldTrain.class, bean = "oldTrain"))
        String ride(String from) {
            return "new";
        }
    }

    @Test
    void typeBesideBean() {
        assertFails(
                withOldTrain(),
                TypeAndBean.class,
                TypeAndBean::new,
                "ride(String) cannot work: its variant 'express' names both a type and a bean.",
                "Use only one of them: bean if there are several beans of the type.");
    }

    static class Misspelt {

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", method = "fats"))
        String ride(String from) {
            return "new";
        }

        private String fast(String from) {
            return "fast";
        }
    }

    @Test
    void missingMethod() {
        assertFails(
                Misspelt.class,
                Misspelt::new,
                "ride(String) cannot work: its method 'fats' of variant 'express' must be a method with the parameters"
                        + " (String), but the class has no method of that name: did you mean fast?",
                "Add String fats(String), or correct the name. Methods with these parameters are: String fast(String).");
    }

    static class WithFailure {

        @FeatureToggle(
                value = "train",
                fallback = "old",
                rescueOn = IllegalStateException.class,
                variants = @FeatureVariant(value = "express", method = "old"))
        String ride(String from) {
            return "new";
        }

        private String old(String from, Throwable failure) {
            return "old";
        }
    }

    @Test
    void methodThatTakesAFailure() {
        assertFails(
                WithFailure.class,
                WithFailure::new,
                "ride(String) cannot work: its method 'old' of variant 'express' must be a method with the parameters"
                        + " (String), but there is only String old(String, Throwable).",
                "Give both methods the same parameters: String old(String).");
    }

    static class OtherResult {

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", method = "fast"))
        String ride() {
            return "new";
        }

        private int fast() {
            return 1;
        }
    }

    @Test
    void otherReturnType() {
        assertFails(
                OtherResult.class,
                OtherResult::new,
                "ride() cannot work: its variant 'express' must return String, but int fast() returns int.",
                "Give both methods the same return type: String fast().");
    }

    static class Checked {

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", method = "fast"))
        void ride() {}

        private void fast() throws IOException {}
    }

    @Test
    void furtherCheckedException() {
        assertFails(
                Checked.class,
                Checked::new,
                "ride() cannot work: its method void fast() of variant 'express' throws IOException, which the method does"
                        + " not declare, so that callers would not receive it unchanged.",
                "Declare IOException on the method too, or wrap it in an unchecked exception.");
    }

    static class Itself {

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", method = "ride"))
        void ride() {}
    }

    @Test
    void methodItself() {
        assertFails(
                Itself.class,
                Itself::new,
                "ride() cannot work: its variant 'express' is the method itself.",
                "Name the method that holds the code of the variant, or leave out the variant: then the annotated method"
                        + " runs.");
    }

    static class OwnClass {

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", type = OwnClass.class))
        void ride() {}
    }

    @Test
    void ownClass() {
        assertFails(
                OwnClass.class,
                OwnClass::new,
                "ride() cannot work: its type of variant 'express' is the class of the method itself.",
                "Name the class of another bean, or only a method of this class.");
    }

    static class Hidden {

        @FeatureToggle(
                value = "train",
                variants = @FeatureVariant(value = "express", bean = "oldTrain", method = "hidden"))
        String ride(String from) {
            return "new";
        }
    }

    @Test
    void privateMethodOfABean() {
        assertFails(
                withOldTrain(),
                Hidden.class,
                Hidden::new,
                "ride(String) cannot work: its method " + HERE
                        + "OldTrain.hidden(String) of variant 'express' is private or static, so that other beans cannot"
                        + " call it.",
                "Make it an instance method that is not private.");
    }

    static class ByName {

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", bean = "nowhere"))
        String ride(String from) {
            return "new";
        }
    }

    @Test
    void missingBean() {
        assertFails(
                ByName.class,
                ByName::new,
                "ride(String) cannot work: its bean 'nowhere' of variant 'express' does not exist.",
                "Declare the bean, or correct the name.");
    }

    static class ByType {

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", type = OldTrain.class))
        String ride(String from) {
            return "new";
        }
    }

    @Test
    void noBeanOrTwoBeansOfTheType() {
        String bean = "ride(String) cannot work: its bean of type " + HERE + "OldTrain of variant 'express' ";
        assertFails(
                ByType.class,
                ByType::new,
                bean + "does not exist.",
                "Declare a bean of that type, or name another type.");
        assertFails(
                withOldTrain().withBean("older", OlderTrain.class, OlderTrain::new),
                ByType.class,
                ByType::new,
                bean + "is ambiguous: there are oldTrain, older.",
                "Name one of them with bean, or use a type that only one of them has.");
    }

    @FeatureToggle(
            value = "train",
            fallbackType = OldTrain.class,
            variants = @FeatureVariant(value = "express", bean = "oldTrain", method = "ride"))
    static class MethodOnClass implements Train {

        @Override
        public String ride(String from) {
            return "new";
        }
    }

    @Test
    void methodOnAClass() {
        assertClassFails(
                withOldTrain(),
                MethodOnClass.class,
                MethodOnClass::new,
                "its variant 'express' names the method 'ride', but each method of the class needs its own code.",
                "Name only the bean with the code of the variant, with type or bean, or annotate the method instead of the"
                        + " class.");
    }

    static class Other {}

    @FeatureToggle(
            value = "train",
            fallbackType = OldTrain.class,
            variants = @FeatureVariant(value = "express", type = Other.class))
    static class MissingInBean implements Train {

        @Override
        public String ride(String from) {
            return "new";
        }
    }

    @Test
    void classWhoseVariantLacksAMethod() {
        assertFails(
                withOldTrain(),
                MissingInBean.class,
                MissingInBean::new,
                "ride(String) cannot work: its method 'ride' of variant 'express' must be a method of the bean of type "
                        + HERE + "Other with the parameters (String), but the bean has no method of that name.",
                "Add String ride(String), or correct the name.");
    }

    static class Circle {

        @FeatureToggle(value = "a", variants = @FeatureVariant(value = "express", method = "fast"))
        void ride() {}

        @FeatureToggle(value = "b", fallback = "ride")
        void fast() {}
    }

    @Test
    void variantThatLeadsBack() {
        assertFails(
                Circle.class,
                Circle::new,
                "fast() cannot work: its fallback or a variant leads back to void fast(), in an endless loop for some"
                        + " users.",
                "Give the last method no fallback or variant that leads to the others.");
    }

    @FeatureToggle(
            value = "train",
            fallbackType = OldTrain.class,
            variants = @FeatureVariant(value = "express", bean = "express"))
    static class NewTrain implements Train {

        @Override
        public String ride(String from) {
            return "new";
        }
    }

    static class ExpressTrain implements Train {

        @Override
        public String ride(String from) {
            return "express";
        }
    }

    @Test
    void primaryBeanOfAVariant() {
        assertClassFails(
                withOldTrain()
                        .withBean(
                                "express",
                                ExpressTrain.class,
                                ExpressTrain::new,
                                definition -> definition.setPrimary(true)),
                NewTrain.class,
                NewTrain::new,
                "its bean 'express' of variant 'express' is primary, but the toggled bean 'bean' must be: injection points"
                        + " of Train, which both beans are, must get the toggled one.",
                "Remove @Primary from the bean of variant 'express': it can still be injected by its name or its class.");
    }
}
