package io.featureflags;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a Spring bean as the new code of a feature: each call runs it while the flag is on, and the legacy
 * code while the flag is off. On a class it marks each public method, and {@link #fallbackType()} or
 * {@link #fallbackBean()} names the bean with the legacy code: where others inject the interface that both share, they get
 * the toggled bean, which is primary. Where another bean of that interface is primary or toggled as well, the legacy
 * bean is a fallback bean instead. An annotation on a method counts more than one on its class. One on a class leaves out
 * what the container calls: the methods of {@code Lifecycle}, {@code InitializingBean}, {@code AutoCloseable} and the
 * like.
 *
 * <p>Everything is resolved and checked when the application starts: a flag name outside the grammar, a legacy method or
 * bean that does not exist or does not fit, a method that no proxy can intercept, that is a bean method or a Kotlin
 * {@code suspend} function, or an expression that does not parse or reads anything but the arguments stops the start with a
 * message that says what to change.
 *
 * <p>The caller gets the very exception that the branch threw. A call from inside the same object
 * ({@code this.method()}) does not pass the Spring proxy and runs the annotated method whatever the flag says: use
 * {@link FeatureFlags#route} there, or let AspectJ weave the class, which routes such calls and those of objects that are
 * no beans.
 *
 * <p>A method that returns a {@code Mono}, a {@code Flux} or a {@code Publisher} decides anew for each subscription,
 * where Reactor is present.
 *
 * <p>Annotations of super-classes and interfaces count as well, but not for the class that their
 * {@link #fallbackType()} names. It may also be put on an annotation of one's own, which then stands for it.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
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
     * that can be assigned to this method's, and no checked exception that this method does not declare. With
     * {@link #rescueOn()} it may have one more parameter, the last, of type {@link Throwable}.
     *
     * <p>With {@link #fallbackType()} or {@link #fallbackBean()} the method is in that bean, and the default is the name of
     * this method. Else the default is none: {@link #otherwise()} then says what a call does while the flag is off. On a
     * class it has no meaning, and stops the start.
     *
     * @return the legacy method's name, or empty
     */
    String fallback() default "";

    /**
     * Type of the bean that has the legacy code: a class or an interface of which there is, beside this bean, exactly one
     * bean, or one that is primary among them.
     *
     * <p>The default is none: the legacy code is in the same class.
     *
     * @return the type, or {@code void.class}
     */
    Class<?> fallbackType() default void.class;

    /**
     * Name of the bean that has the legacy code, instead of {@link #fallbackType()}.
     *
     * <p>The default is none.
     *
     * @return the name, or empty
     */
    String fallbackBean() default "";

    /**
     * What a call does while the flag is off and no legacy code is named. Without meaning where it is.
     *
     * <p>The default is {@link Otherwise#THROW}.
     *
     * @return what to do instead of running legacy code
     */
    Otherwise otherwise() default Otherwise.THROW;

    /**
     * Who is asking, as a SpEL expression over the method's arguments: {@code #userId}, {@code #order.customerId},
     * {@code #p0}. The result is turned into text; null, empty and blank are nobody. An expression that fails at a call
     * is an error of that evaluation: the legacy code runs if the flag depends on the user. One that reads something
     * else, such as {@code userId} without the sign or a bean, stops the start.
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

    /**
     * Kill date: the last day, of UTC, for which the flag is meant to live, such as {@code 2027-01-31}. Nothing
     * changes at run time when it has passed: the log says so at the start and daily, and a gauge tells the days. A
     * date in the flag's value or in {@code application.yml} counts more; of several methods with one flag the
     * earliest counts. Anything that is no such date stops the start.
     *
     * <p>The default is none.
     *
     * @return the date in the form of ISO-8601, or empty
     */
    String expires() default "";

    /**
     * Failures of the new code that are made up for: where it throws one of these, or its {@code CompletionStage},
     * {@code Mono} or {@code Flux} fails with one, the legacy code runs with the same arguments, and the caller gets what
     * that gives. The log says so once a minute. A legacy method with a last parameter of type {@link Throwable} gets the
     * failure there, and null where the flag is simply off.
     *
     * <p>A future that its caller has cancelled is not made up for, and a {@code Flux} that has given an element already
     * passes its failure on: what comes from one call comes from one branch.
     *
     * <p>What the new code did before it failed is not undone: it may have charged a card that the legacy code charges
     * again. Use this for code that only reads, that can be repeated, or whose transaction the failure rolls back.
     *
     * <p>The default is none: the caller gets the failure.
     *
     * @return types of the failures
     */
    Class<? extends Throwable>[] rescueOn() default {};
}
