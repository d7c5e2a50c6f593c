package io.featureflags;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a Spring bean as the new code of a feature: each call runs it while the flag is on, and the legacy
 * code while the flag is off.
 *
 * <p>Everything is resolved and checked when the application starts: a flag name outside the grammar, a legacy method
 * that does not exist or does not fit, a method that no proxy can intercept, or an expression that does not parse stops
 * the start with a message that says what to change.
 *
 * <p>The caller gets the very exception that the branch threw. A call from inside the same object
 * ({@code this.method()}) does not pass the Spring proxy and runs the annotated method whatever the flag says: use
 * {@link FeatureFlags#route} there.
 *
 * <p>May also be put on an annotation of one's own, which then stands for it.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FeatureToggle {

    /**
     * Name of the flag, in the grammar of {@link FlagName}.
     *
     * @return the flag's name
     */
    String value();

    /**
     * Name of the legacy method: a method of the same class, of any visibility, with the same parameters, a return type
     * that can be assigned to this method's, and no checked exception that this method does not declare.
     *
     * <p>The default is none: {@link #otherwise()} then says what a call does while the flag is off.
     *
     * @return the legacy method's name, or empty
     */
    String fallback() default "";

    /**
     * What a call does while the flag is off and no {@link #fallback()} is named. Without meaning where one is.
     *
     * <p>The default is {@link Otherwise#THROW}.
     *
     * @return what to do instead of running legacy code
     */
    Otherwise otherwise() default Otherwise.THROW;

    /**
     * Who is asking, as a SpEL expression over the method's arguments: {@code #userId}, {@code #order.customerId},
     * {@code #p0}. The result is turned into text; null, empty and blank are nobody. An expression that fails at a call
     * is an error of that evaluation: the legacy code runs if the flag depends on the user.
     *
     * <p>The default is none: the {@link EvaluationContextProvider} says who is asking.
     *
     * @return the expression, or empty
     */
    String user() default "";

    /**
     * Answer when neither Redis nor {@code application.yml} has one. Where several methods name one flag, it is on by
     * default only if all of them say so.
     *
     * <p>The default is false: the legacy code runs.
     *
     * @return whether the flag is on by default
     */
    boolean enabledByDefault() default false;
}
