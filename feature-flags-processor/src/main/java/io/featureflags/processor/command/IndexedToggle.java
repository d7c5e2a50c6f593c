package io.featureflags.processor.command;

import io.featureflags.spi.CodeReference;

/**
 * An entry of an index.
 *
 * @param method the toggled method
 * @param declaration class and method with the annotation, which the class of {@code method} may inherit
 */
record IndexedToggle(CodeReference method, String declaration) {

    /** Returns what other entries of the same annotation have in common. */
    String annotation() {
        return method.flag() + " " + method.expires() + " " + declaration;
    }

    boolean isInherited() {
        return !declaration.equals(method.type() + "." + method.method());
    }
}
