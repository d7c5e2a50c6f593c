package io.featureflags.processor;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A toggled method of a class.
 *
 * @param type the class, which may inherit the method
 * @param method the new code
 * @param toggle the annotation of the method, of one that it overrides, or of its class
 */
record ToggledMethod(TypeElement type, ExecutableElement method, Toggle toggle) {

    /** Returns whether the annotation is on the class. */
    boolean byClass() {
        return toggle.site() instanceof TypeElement;
    }
}
