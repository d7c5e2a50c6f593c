package io.featureflags.processor;

import io.featureflags.text.BranchWords;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The code that a toggle names, to run in place of the annotated method: the legacy code, or that of a variant.
 *
 * @param words the words for the code, with the names of its attributes
 * @param attributes the attributes that name it: those of the toggle, or those of the variant
 * @param place the variant in the source, for its position; null for the legacy code, or if the source does not have it
 */
record NamedCode(
        BranchWords words,
        MergedAttributes attributes,
        @Nullable AnnotationValue place) {

    /** Returns the name of the method; empty if it has none, or if the compiler does not know it. */
    String method() {
        return attributes.text(words.methodAttribute());
    }

    /** Returns the name of the bean; empty if it has none, or if the compiler does not know it. */
    String bean() {
        return attributes.text(words.beanAttribute());
    }

    /** Returns the type of the bean; null if it has none, or if the compiler does not know it. */
    @Nullable
    TypeMirror type() {
        return typeOrNull() instanceof TypeMirror type && type.getKind() == TypeKind.DECLARED ? type : null;
    }

    /** Returns the primitive type or array in place of the type of a bean; null if it has none. */
    @Nullable
    TypeMirror typeOfNoBean() {
        return typeOrNull() instanceof TypeMirror type
                        && (type.getKind().isPrimitive() || type.getKind() == TypeKind.ARRAY)
                ? type
                : null;
    }

    boolean isMethodKnown() {
        return attributes.isKnown(words.methodAttribute());
    }

    boolean hasType() {
        return !(typeOrNull() instanceof TypeMirror type && type.getKind() == TypeKind.VOID);
    }

    boolean namesBean() {
        return hasType() || !bean().isEmpty() || !attributes.isKnown(words.beanAttribute());
    }

    /** Returns whether there is any code. */
    boolean isNamed() {
        return namesBean() || !method().isEmpty() || !isMethodKnown();
    }

    /** Returns the place of an attribute; that of the variant if the source does not have the attribute. */
    @Nullable
    AnnotationValue placeOf(String attribute) {
        AnnotationValue written = attributes.written().get(attribute);
        return written == null || (place == null && !words.isLegacy()) ? place : written;
    }

    private @Nullable Object typeOrNull() {
        return attributes.value(words.typeAttribute());
    }
}
