package io.featureflags.toggle.result;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** The rules by which the types of other code fit those of the annotated method. */
public final class TypeFit {

    private TypeFit() {}

    /** Returns whether a result fits. A boxed result may be null, and so does not fit a primitive one. */
    public static boolean isReturnable(Class<?> found, Class<?> required) {
        return required.isPrimitive()
                ? found == required
                : found != void.class && ClassUtils.isAssignable(required, found);
    }

    /** Returns whether a target takes a source. Type variables and raw types are accepted, as they are unknown here. */
    public static boolean accepts(ResolvableType target, ResolvableType source) {
        return target.hasUnresolvableGenerics()
                || source.hasUnresolvableGenerics()
                || target.resolve() == null
                || source.resolve() == null
                || target.isAssignableFrom(source);
    }

    /** Returns the class of a primitive type's objects, which are what a caller gets; any other type itself. */
    public static ResolvableType boxed(ResolvableType type) {
        Class<?> resolved = type.toClass();
        return resolved.isPrimitive()
                ? ResolvableType.forClass(ClassUtils.resolvePrimitiveIfNecessary(resolved))
                : type;
    }
}
