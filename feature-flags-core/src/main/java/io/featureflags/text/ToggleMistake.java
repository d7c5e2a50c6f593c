package io.featureflags.text;

import io.featureflags.FlagName;

/**
 * A mistake in a toggle, for messages of the compiler and of the start.
 *
 * @param problem what is wrong and why, as the rest of a sentence
 * @param action the way out, as a sentence
 */
public record ToggleMistake(String problem, String action) {

    private static final String NEW_CODE_RUNS = ", so that the new code would run even while the flag is off.";

    static final String NAME_RULE =
            "Use at most 128 letters, digits, '.', '_', ':' and '-', and start with a letter or digit.";

    private static final String ROUTE = "Route the call with FeatureFlags.route in the method.";

    /** Returns the mistake of a flag name outside the grammar. */
    public static ToggleMistake flagName(String name) {
        return new ToggleMistake("its flag name '" + name + "' does not match " + FlagName.GRAMMAR + ".", NAME_RULE);
    }

    /** Returns the mistake of a kill date that is no date. */
    public static ToggleMistake expires(String date) {
        return new ToggleMistake(
                "its expires '" + date + "' is not a date.",
                "Write the date as year, month and day, such as 2027-01-31.");
    }

    /** Returns the mistake of {@code fallback} on a class. */
    public static ToggleMistake fallbackOnClass(String fallback) {
        return new ToggleMistake(
                "its fallback '" + fallback
                        + "' names one method, but each method of the class needs its own legacy code.",
                "Name the bean with the legacy code with fallbackType or fallbackBean, or annotate the method instead of"
                        + " the class.");
    }

    /** Returns the mistake of a class without legacy code. */
    public static ToggleMistake classWithoutLegacy() {
        return new ToggleMistake(
                "it names no bean with the legacy code of the class.",
                "Name the bean with fallbackType or fallbackBean, or annotate the methods instead of the class.");
    }

    /** Returns the mistake of a class without public methods. */
    public static ToggleMistake classWithoutMethods() {
        return new ToggleMistake(
                "the class has no public method that could be toggled: the new code would run even while the flag is"
                        + " off.",
                "Make the methods public, or annotate each of them.");
    }

    /** Returns the mistake of two names for one bean. */
    public static ToggleMistake twoBeans(BranchWords words) {
        return new ToggleMistake(
                (words.isLegacy() ? "it" : "its " + words.code()) + " names both a " + words.typeAttribute() + " and a "
                        + words.beanAttribute() + ".",
                "Use only one of them: " + words.beanAttribute() + " if there are several beans of the type.");
    }

    /** Returns the mistake of a bean that is the toggled bean. */
    public static ToggleMistake ownClass(BranchWords words) {
        return new ToggleMistake(
                "its " + words.attribute(words.typeAttribute()) + " is the class of the method itself.",
                "Name the class of another bean, or only "
                        + (words.isLegacy() ? "the method with fallback." : "a method of this class."));
    }

    /** Returns the mistake of {@code otherwise} that no call can reach. */
    public static ToggleMistake otherwiseBesideLegacy() {
        return new ToggleMistake(
                "it has otherwise = SKIP and legacy code, which runs while the flag is off.",
                "Leave out otherwise, or leave out the legacy code.");
    }

    /** Returns the mistake of {@code rescueOn} without legacy code. */
    public static ToggleMistake rescueWithoutLegacy() {
        return new ToggleMistake(
                "it has rescueOn, but no legacy code that could run instead.",
                "Name legacy code with fallback, fallbackType or fallbackBean, or leave out rescueOn.");
    }

    /** Returns the mistake of a rescued future of a class of its own. */
    public static ToggleMistake irreplaceableFuture(String returned) {
        return new ToggleMistake(
                "rescueOn must wait for the result of the returned " + returned
                        + ", and no other future can be returned in its place.",
                "Return a CompletableFuture or a CompletionStage, or leave out rescueOn.");
    }

    /** Returns the mistake of a method whose failures come after it has returned. */
    public static ToggleMistake inertRescue(String reason) {
        return new ToggleMistake(
                reason + ", so that its failures would not reach rescueOn.",
                "Return the result itself, a CompletableFuture or a Mono, or leave out rescueOn.");
    }

    /** Returns the mistake of {@code shadow} without legacy code. */
    public static ToggleMistake shadowWithoutLegacy() {
        return new ToggleMistake(
                "it has shadow = true, but no legacy code to compare the new code with.",
                "Name legacy code with fallback, fallbackType or fallbackBean, or leave out shadow.");
    }

    /** Returns the mistake of a shadowed method whose result comes after it has returned. */
    public static ToggleMistake shadowOfLater(String returned) {
        return new ToggleMistake(
                "its " + returned + " is used after the method has returned, so that a shadow run cannot compare it.",
                "Return the result itself, or leave out shadow.");
    }

    /** Returns the mistake of a method that cannot be skipped. */
    public static ToggleMistake noEmptyResult(String returned) {
        return new ToggleMistake(
                "Otherwise.SKIP needs an empty result, and no empty " + returned + " can be created.",
                "Return a type that can be empty, such as Optional, List or Map, or name legacy code with fallback.");
    }

    /** Returns the mistake of a Kotlin {@code suspend} function. */
    public static ToggleMistake suspendFunction() {
        return new ToggleMistake(
                "the method is a Kotlin suspend function. Its code runs in pieces, each of which is a call, and"
                        + " Spring's proxies turn it into a Mono, so that it cannot be routed as a whole.",
                "Call FeatureFlags.isEnabled in the function's body, and call the legacy function from there.");
    }

    /** Returns the mistake of a {@code @Bean} method. */
    public static ToggleMistake beanMethod() {
        return new ToggleMistake(
                "the container calls this @Bean method once, so that the flag would be evaluated once and never again.",
                "Declare both beans, and toggle the class or the methods of the new one.");
    }

    /** Returns the mistake of a callback of the container. */
    public static ToggleMistake calledWithoutProxy() {
        return new ToggleMistake(
                "the container calls the method on the bean itself, and not on its proxy" + NEW_CODE_RUNS, ROUTE);
    }

    /** Returns the mistake of a method of every object. */
    public static ToggleMistake objectMethod() {
        return new ToggleMistake(
                "no proxy of Spring routes equals, hashCode or finalize, so that the flag would have no effect.",
                ROUTE);
    }

    /** Returns the mistake of a method with a modifier that prevents proxies. */
    public static ToggleMistake notOverridable(String modifier) {
        return new ToggleMistake(
                "the method is " + modifier
                        + ", so that no proxy can intercept it: the new code would run even while the flag is off.",
                "Make the method neither static, private nor final, route the call with FeatureFlags.route, or let"
                        + " AspectJ weave the class.");
    }

    /** Returns the mistake of a method that only another package sees. */
    public static ToggleMistake otherPackage(String packageName, String type) {
        return new ToggleMistake(
                "the method is visible only inside package " + packageName + ", so that no proxy of " + type
                        + " can intercept it.",
                "Make the method protected or public.");
    }

    /**
     * Returns the mistake of a class that no proxy can extend.
     *
     * @param modifier final or sealed
     * @param sealedInterface name of an interface that no proxy can implement; empty if the class has no interface
     */
    public static ToggleMistake noProxy(String modifier, String sealedInterface) {
        boolean hidden = !sealedInterface.isEmpty();
        return new ToggleMistake(
                "the class is " + modifier
                        + (hidden ? " and its interface " + sealedInterface + " is sealed" : " and has no interface")
                        + ", so that no proxy can be created for it.",
                (hidden ? "Make it a non-sealed class" : "Make the class non-" + modifier)
                        + ", or route the call with FeatureFlags.route.");
    }

    /** Returns the mistake of a method that is its own legacy code or variant. */
    public static ToggleMistake itself(BranchWords words) {
        return new ToggleMistake(
                "its " + words.code() + " is the method itself.",
                words.isLegacy()
                        ? "Name the method that holds the legacy code."
                        : "Name the method that holds the code of the variant, or leave out the variant: then the"
                                + " annotated method runs.");
    }

    /** Returns the mistake of a method without code. */
    public static ToggleMistake abstractCode(BranchWords words, String signature) {
        return new ToggleMistake("its " + words.code(signature) + " is abstract.", "Name a method with code.");
    }

    /** Returns the mistake of a static method whose other code needs an object. */
    public static ToggleMistake notStatic(BranchWords words, String signature) {
        return new ToggleMistake(
                "the method is static, but its " + words.code(signature) + " is not.", "Make both static.");
    }

    /** Returns the mistake of a method that its bean hides. */
    public static ToggleMistake hidden(BranchWords words, String signature) {
        return new ToggleMistake(
                "its " + words.code(signature) + " is private or static, so that other beans cannot call it.",
                "Make it an instance method that is not private.");
    }

    /** Returns the mistake of fallbacks in a circle. */
    public static ToggleMistake cycle(String repeated) {
        return new ToggleMistake(
                "its fallback leads back to " + repeated + ", in an endless loop while the flags are off.",
                "Give the last legacy method no fallback to the others.");
    }
}
