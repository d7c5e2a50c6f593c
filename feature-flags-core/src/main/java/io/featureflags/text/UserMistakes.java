package io.featureflags.text;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Mistakes of the {@code user} of a toggle.
 *
 * @param text the expression
 * @param parameters names of the parameters, to which {@code #p0} and {@code #a0} are added
 */
public record UserMistakes(String text, List<String> parameters) {

    /**
     * Returns the variables by which an expression reads a parameter.
     *
     * @param name name of the parameter; null if the class file does not have it
     * @param position position of the parameter, from 0
     * @return the names
     */
    public static List<String> variables(@Nullable String name, int position) {
        List<String> byPosition = List.of("p" + position, "a" + position);
        return name == null ? byPosition : List.of(name, byPosition.get(0), byPosition.get(1));
    }

    /** Returns the mistake of an expression that cannot be parsed. */
    public ToggleMistake notSpel(String reason) {
        return new ToggleMistake(
                "its user expression \"" + text + "\" is not SpEL: " + reason + ".",
                "Correct the expression: " + known() + ".");
    }

    /** Returns the mistake of variables that are no parameters. */
    public ToggleMistake unknown(Collection<String> names) {
        String first = names.iterator().next();
        String nearest = NearestName.find(first, parameters);
        return new ToggleMistake(
                "its user expression \"" + text + "\" uses " + listed(names) + ", but " + known()
                        + (nearest == null ? "." : ": did you mean #" + nearest + "?"),
                "Use one of the parameters. They have their own names only if the class is compiled with -parameters.");
    }

    /** Returns the mistake of a name without {@code #}. */
    public ToggleMistake withoutObject(String name) {
        return new ToggleMistake(
                "its user expression \"" + text + "\" reads " + name + ", which is not a parameter: " + known() + ".",
                parameters.isEmpty()
                        ? "Provide the user with an EvaluationContextProvider, if no argument contains it."
                        : "Write '#' before the name of a parameter, as in #" + parameters.get(0) + ".");
    }

    /**
     * Returns the mistake of a property that a type does not have.
     *
     * @param property name of the property
     * @param type name of the type
     * @param known properties of the type
     */
    public ToggleMistake noProperty(String property, String type, Collection<String> known) {
        String nearest = NearestName.find(property, known);
        return new ToggleMistake(
                "its user expression \"" + text + "\" reads the property '" + property + "', which " + type
                        + " does not have" + (nearest == null ? "." : ": did you mean " + nearest + "?"),
                "Correct the name, or declare the parameter with the type that has the property.");
    }

    /** Returns the property that a method reads: {@code id} for {@code getId}, {@code isId} and {@code id}. */
    public static String propertyOf(String reader) {
        int prefix = reader.startsWith("get") ? 3 : reader.startsWith("is") ? 2 : 0;
        boolean isGetter = prefix > 0 && reader.length() > prefix && Character.isUpperCase(reader.charAt(prefix));
        return isGetter ? Character.toLowerCase(reader.charAt(prefix)) + reader.substring(prefix + 1) : reader;
    }

    private String known() {
        return parameters.isEmpty()
                ? "the method has no parameters"
                : "the parameters of the method are " + listed(parameters);
    }

    private static String listed(Collection<String> names) {
        return names.stream().map(name -> "#" + name).collect(Collectors.joining(", "));
    }
}
