package io.featureflags.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ToggleMistakeTests {

    private static final BranchWords EXPRESS = new BranchWords("express");

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeHasAReasonAndAWayOut(Method mistake) throws Exception {
        for (BranchWords words : List.of(BranchWords.LEGACY, EXPRESS)) {
            Object[] arguments = Arrays.stream(mistake.getParameterTypes())
                    .map(type -> type == BranchWords.class ? words : "x")
                    .toArray();
            ToggleMistake made = (ToggleMistake) mistake.invoke(null, arguments);
            assertThat(made.problem()).matches("(?s)\\S.*[^.]\\.");
            assertThat(made.action()).matches("(?s)[A-Z].*[^.]\\.");
        }
    }

    static Stream<Method> mistakes() {
        return Stream.of(ToggleMistake.class, VariantMistakes.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        && Modifier.isPublic(method.getModifiers())
                        && method.getReturnType() == ToggleMistake.class);
    }

    @Test
    void missingMethodNamesTheNearestAndTheSignature() {
        WantedMethod wanted = new WantedMethod(BranchWords.LEGACY, "legacyChekout", "", "String", "(String)");
        assertThat(wanted.missing(List.of(), List.of("checkout", "legacyCheckout"), List.of()))
                .isEqualTo(new ToggleMistake(
                        "its fallback 'legacyChekout' must be a method with the parameters (String), but the class has no method"
                                + " of that name: did you mean legacyCheckout?",
                        "Add String legacyChekout(String), or correct the name."));
        assertThat(new WantedMethod(BranchWords.LEGACY, "old", "of type Legacy", "void", "()")
                        .missing(List.of("former"), List.of(), List.of("void former()")))
                .isEqualTo(new ToggleMistake(
                        "its fallback 'old' must be a method of the bean of type Legacy with the parameters (), but the bean has"
                                + " no method of that name.",
                        "Add void old(), or correct the name. Methods with these parameters are: void former()."));
    }

    @Test
    void methodThatDoesNotFitIsNamedWithTheSignature() {
        WantedMethod wanted = new WantedMethod(BranchWords.LEGACY, "old", "", "String", "(String)");
        assertThat(wanted.otherParameters(List.of("String old(int)"), false, ""))
                .isEqualTo(new ToggleMistake(
                        "its fallback 'old' must be a method with the parameters (String), but there is only String old(int).",
                        "Give both methods the same parameters: String old(String)."));
        assertThat(wanted.otherParameters(List.of("String old(String, Throwable)"), true, "")
                        .action())
                .isEqualTo("Name the exceptions with rescueOn, which a last Throwable needs, or leave it out:"
                        + " String old(String).");
        assertThat(wanted.ambiguous(List.of("String old(String)", "Object old(String)"), "")
                        .problem())
                .isEqualTo("its fallback 'old' is ambiguous: String old(String), Object old(String) all fit.");
        assertThat(wanted.otherReturnType("String", "int old(String)", "int").problem())
                .isEqualTo("its fallback must return String, but int old(String) returns int.");
        assertThat(wanted.otherArgument(1, "List<A>", "String old(List<B>)", "List<B>")
                        .problem())
                .isEqualTo("its parameter 1 is List<A>, but that of its fallback String old(List<B>) is List<B>.");
        assertThat(wanted.checkedException("String old(String)", "IOException").action())
                .isEqualTo("Declare IOException on the method too, or wrap it in an unchecked exception.");
    }

    @Test
    void codeOfAVariantIsNamedWithItsVariant() {
        WantedMethod wanted = new WantedMethod(EXPRESS, "fast", "", "String", "(String)");
        assertThat(wanted.missing(List.of(), List.of(), List.of()).problem())
                .isEqualTo(
                        "its method 'fast' of variant 'express' must be a method with the parameters (String), but the"
                                + " class has no method of that name.");
        assertThat(wanted.otherReturnType("String", "int fast(String)", "int").problem())
                .isEqualTo("its variant 'express' must return String, but int fast(String) returns int.");
        assertThat(ToggleMistake.hidden(EXPRESS, "String A.fast()").problem())
                .isEqualTo(
                        "its method String A.fast() of variant 'express' is private or static, so that other beans cannot"
                                + " call it.");
        assertThat(ToggleMistake.twoBeans(EXPRESS))
                .isEqualTo(new ToggleMistake(
                        "its variant 'express' names both a type and a bean.",
                        "Use only one of them: bean if there are several beans of the type."));
        assertThat(ToggleMistake.ownClass(EXPRESS))
                .isEqualTo(new ToggleMistake(
                        "its type of variant 'express' is the class of the method itself.",
                        "Name the class of another bean, or only a method of this class."));
        assertThat(EXPRESS.bean("'fast'")).isEqualTo("bean 'fast' of variant 'express'");
    }

    @Test
    void mistakesOfTheUserNameTheParameters() {
        UserMistakes mistakes = new UserMistakes("#oder.id", UserMistakes.variables("order", 0));
        assertThat(mistakes.unknown(List.of("oder")))
                .isEqualTo(new ToggleMistake(
                        "its user expression \"#oder.id\" uses #oder, but the parameters of the method are #order, #p0, #a0:"
                                + " did you mean #order?",
                        "Use one of the parameters. They have their own names only if the class is compiled with"
                                + " -parameters."));
        assertThat(mistakes.withoutObject("oder").action())
                .isEqualTo("Write '#' before the name of a parameter, as in #order.");
        assertThat(mistakes.noProperty("custmer", "Order", List.of("customer")).problem())
                .isEqualTo(
                        "its user expression \"#oder.id\" reads the property 'custmer', which Order does not have: did you"
                                + " mean customer?");
        assertThat(mistakes.notSpel("')' is missing").problem())
                .isEqualTo("its user expression \"#oder.id\" is not SpEL: ')' is missing.");
        assertThat(new UserMistakes("x", UserMistakes.variables(null, 1)).parameters())
                .containsExactly("p1", "a1");
        assertThat(new UserMistakes("x", List.of()).withoutObject("x").action())
                .isEqualTo("Provide the user with an EvaluationContextProvider, if no argument contains it.");
    }

    @ParameterizedTest
    @CsvSource({"getId, id", "isOpen, open", "id, id", "getter, getter", "is, is", "get, get"})
    void propertyIsThatOfTheReader(String reader, String property) {
        assertThat(UserMistakes.propertyOf(reader)).isEqualTo(property);
    }

    @ParameterizedTest
    @CsvSource({"run-0pBH-uc, run", "run$shop_main, run", "run-0pBH-uc$shop_main, run", "run, run", "get-id, get-id"})
    void nameInSourceHasNothingOfTheCompiler(String name, String inSource) {
        assertThat(KotlinName.inSource(name)).isEqualTo(inSource);
    }
}
