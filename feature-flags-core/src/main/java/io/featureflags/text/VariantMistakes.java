package io.featureflags.text;

import io.featureflags.FlagName;

/** The mistakes of the variants of a toggle, for messages of the compiler and of the start. */
public final class VariantMistakes {

    private VariantMistakes() {}

    /** Returns the mistake of a variant whose name is outside the grammar. */
    public static ToggleMistake name(String name) {
        return new ToggleMistake(
                "the name '" + name + "' of a variant does not match " + FlagName.GRAMMAR + ".",
                ToggleMistake.NAME_RULE);
    }

    /** Returns the mistake of a variant that is listed twice. */
    public static ToggleMistake twice(String name) {
        return new ToggleMistake(
                "it lists variant '" + name + "' twice, so that its code is ambiguous.", "Remove one of them.");
    }

    /** Returns the mistake of a variant without code. */
    public static ToggleMistake withoutCode(String name) {
        return new ToggleMistake(
                "its variant '" + name + "' names no code.",
                "Name it with method, type or bean, or leave out the variant: then the annotated method runs.");
    }

    /** Returns the mistake of a variant on a class that names one method. */
    public static ToggleMistake methodOnClass(String name, String method) {
        return new ToggleMistake(
                "its variant '" + name + "' names the method '" + method
                        + "', but each method of the class needs its own code.",
                "Name only the bean with the code of the variant, with type or bean, or annotate the method instead of the"
                        + " class.");
    }

    /** Returns the mistake of a circle of fallbacks and variants. */
    public static ToggleMistake cycle(String repeated) {
        return new ToggleMistake(
                "its fallback or a variant leads back to " + repeated + ", in an endless loop for some users.",
                "Give the last method no fallback or variant that leads to the others.");
    }
}
