package io.featureflags;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the code of one variant, in {@link FeatureToggle#variants()}. It needs {@link #method()}, {@link #type()} or
 * {@link #bean()}, and not both of the last two.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FeatureVariant {

    /**
     * Name of the variant in the flag's value, in the grammar of {@link FlagName}.
     *
     * @return the name of the variant
     */
    String value();

    /**
     * Name of the method with the code of the variant: a method of the same class, of any visibility. It needs the same
     * parameters, an assignable return type, and no checked exception that the annotated method does not declare.
     *
     * <p>With {@link #type()} or {@link #bean()}, the method is looked up in that bean, and the default is the name of the
     * annotated method. Otherwise there is no default. On a class this attribute is not allowed and the start fails.
     *
     * @return the name of the method, or empty
     */
    String method() default "";

    /**
     * Type of the bean with the code of the variant. Apart from the toggled bean, there must be exactly one bean of the
     * type, or exactly one that is primary.
     *
     * <p>The default is none: the code is in the same class.
     *
     * @return the type, or {@code void.class}
     */
    Class<?> type() default void.class;

    /**
     * Name of the bean with the code of the variant, as an alternative to {@link #type()}.
     *
     * <p>The default is none.
     *
     * @return the bean name, or empty
     */
    String bean() default "";
}
