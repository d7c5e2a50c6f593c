package io.featureflags.text;

import java.util.Collection;
import java.util.List;

/**
 * The method that a toggle names for its legacy code or for a variant, for messages if none fits. Methods are written as in
 * {@code String old(String)}.
 *
 * @param words the words for the code
 * @param name name of the method
 * @param bean the bean that must have it, for messages; empty for the toggled bean itself
 * @param returned its return type
 * @param parameters the types of its parameters, in parentheses
 */
public record WantedMethod(BranchWords words, String name, String bean, String returned, String parameters) {

    /** Returns the method that would fit. */
    public String signature() {
        return returned + " " + name + parameters;
    }

    /**
     * Returns the mistake of a name that no method has.
     *
     * @param fitting names of the methods that fit otherwise
     * @param others names of the other methods
     * @param listed the methods that fit otherwise
     */
    public ToggleMistake missing(Collection<String> fitting, Collection<String> others, List<String> listed) {
        String near = NearestName.find(name, fitting);
        String nearest = near == null ? NearestName.find(name, others) : near;
        return new ToggleMistake(
                required() + ", but the " + (bean.isEmpty() ? "class" : "bean") + " has no method of that name"
                        + (nearest == null ? "." : ": did you mean " + nearest + "?"),
                (isIdentifier() ? "Add " + signature() + ", or correct the name." : "Correct the name.")
                        + (listed.isEmpty()
                                ? ""
                                : " Methods with these parameters are: " + String.join(", ", listed) + "."));
    }

    /**
     * Returns the mistake of methods with other parameters.
     *
     * @param named the methods of that name
     * @param takesFailure whether one of them would fit with {@code rescueOn}
     * @param hint a further way out, or empty
     */
    public ToggleMistake otherParameters(List<String> named, boolean takesFailure, String hint) {
        return new ToggleMistake(
                required() + ", but there is only " + String.join(", ", named) + ".",
                (takesFailure
                                ? "Name the exceptions with rescueOn, which a last Throwable needs, or leave it out: "
                                : "Give both methods the same parameters: ")
                        + signature() + "." + hint);
    }

    /** Returns the mistake of several methods that fit. */
    public ToggleMistake ambiguous(List<String> fitting, String hint) {
        return new ToggleMistake(
                "its " + quoted() + " is ambiguous: " + String.join(", ", fitting) + " all fit.",
                "Rename one of them." + hint);
    }

    /** Returns the mistake of another return type. */
    public ToggleMistake otherReturnType(String required, String signature, String found) {
        return new ToggleMistake(
                "its " + words.code() + " must return " + required + ", but " + signature + " returns " + found + ".",
                "Give both methods the same return type: " + signature() + ".");
    }

    /** Returns the mistake of a parameter with other type arguments. */
    public ToggleMistake otherArgument(int position, String given, String signature, String taken) {
        return new ToggleMistake(
                "its parameter " + position + " is " + given + ", but that of its " + words.code(signature) + " is "
                        + taken + ".",
                "Give both methods the same parameters: " + signature() + ".");
    }

    /** Returns the mistake of a checked exception that callers do not expect. */
    public ToggleMistake checkedException(String signature, String thrown) {
        return new ToggleMistake(
                "its " + words.code(signature) + " throws " + thrown
                        + ", which the method does not declare, so that callers would not receive it unchanged.",
                "Declare " + thrown + " on the method too, or wrap it in an unchecked exception.");
    }

    private String quoted() {
        return words.code("'" + name + "'");
    }

    private boolean isIdentifier() {
        return !name.isBlank() && name.chars().allMatch(Character::isJavaIdentifierPart);
    }

    private String required() {
        return "its " + quoted() + " must be a method " + (bean.isEmpty() ? "" : "of the bean " + bean + " ")
                + "with the parameters " + parameters;
    }
}
