package io.featureflags;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a Spring bean as the new code of a feature. Each call runs the method while the flag is on, and the
 * legacy code while the flag is off. For a flag with variants, {@link #variants()} names the code of each variant.
 *
 * <p>On a class, the annotation applies to each public method, and {@link #fallbackType()} or {@link #fallbackBean()}
 * must name the bean with the legacy code. The toggled bean becomes primary, so that it is injected where the shared
 * interface is required. If another bean of that interface is primary or toggled as well, the legacy bean becomes a
 * fallback bean instead. An annotation on a method overrides that on its class. On a class, methods called by the
 * container are not toggled: those of {@code Lifecycle}, {@code InitializingBean}, {@code AutoCloseable} and the like.
 *
 * <p>All attributes are resolved and validated when the application starts. The start fails, with a message that names
 * the fix, for each of these:
 *
 * <ul>
 *   <li>a flag name outside the grammar;
 *   <li>a method or bean, of the legacy code or of a variant, that does not exist or does not fit;
 *   <li>a variant that is listed twice, that names no code, or whose name is outside the grammar;
 *   <li>a method that no proxy can intercept, that is a bean method, or that is a Kotlin {@code suspend} function;
 *   <li>an expression that does not parse, that reads anything but the arguments, or that reads a property that the type of
 *       a parameter does not have;
 *   <li>a class without legacy code, or {@link #otherwise()} beside legacy code.
 * </ul>
 *
 * <p>The caller receives the very exception instance that either branch threw. A call within the same object
 * ({@code this.method()}) bypasses the Spring proxy and always runs the annotated method. Use
 * {@link FeatureFlags#route} for such calls, or AspectJ weaving, which also covers objects that are no beans.
 *
 * <p>A method that returns a {@code Mono}, a {@code Flux} or a {@code Publisher} is routed anew for each subscription,
 * if Reactor is present.
 *
 * <p>Annotations of superclasses and interfaces are inherited, but not by a class that their {@link #fallbackType()}
 * or one of their {@link #variants()} names. The annotation can be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FeatureToggle {

    /**
     * Name of the flag, in the grammar of {@link FlagName}.
     *
     * @return the name of the flag
     */
    String value();

    /**
     * Name of the legacy method: a method of the same class, of any visibility. It needs the same parameters, an
     * assignable return type, and no checked exception that this method does not declare. With {@link #rescueOn()} it
     * may have an additional last parameter of type {@link Throwable}.
     *
     * <p>With {@link #fallbackType()} or {@link #fallbackBean()}, the method is looked up in that bean, and the default
     * is the name of this method. Otherwise the default is none, and {@link #otherwise()} determines the result while
     * the flag is off. On a class this attribute is not allowed and the start fails.
     *
     * @return the name of the legacy method, or empty
     */
    String fallback() default "";

    /**
     * Type of the bean with the legacy code. Apart from this bean, there must be exactly one bean of the type, or
     * exactly one that is primary.
     *
     * <p>The default is none: the legacy code is in the same class.
     *
     * @return the type, or {@code void.class}
     */
    Class<?> fallbackType() default void.class;

    /**
     * Name of the bean with the legacy code, as an alternative to {@link #fallbackType()}.
     *
     * <p>The default is none.
     *
     * @return the bean name, or empty
     */
    String fallbackBean() default "";

    /**
     * Result of a call while the flag is off and no legacy code is named. The start fails for {@link Otherwise#SKIP}
     * beside legacy code.
     *
     * <p>The default is {@link Otherwise#THROW}.
     *
     * @return the policy for calls without legacy code
     */
    Otherwise otherwise() default Otherwise.THROW;

    /**
     * The user, as a SpEL expression over the arguments of the method: {@code #userId}, {@code #order.customerId},
     * {@code #p0}. The result is converted to text; null, empty and blank mean no user. If the expression fails during
     * a call, that evaluation fails: the legacy code runs if the flag depends on the user. The start fails for an
     * expression that reads anything but the arguments, such as a bean or {@code userId} without {@code #}.
     *
     * <p>The default is none: the {@link EvaluationContextProvider} provides the user.
     *
     * @return the expression, or empty
     */
    String user() default "";

    /**
     * Answer if neither Redis nor {@code application.yml} has one. If several methods use the same flag, it is on by
     * default only if all of them set this attribute.
     *
     * <p>The default is false: the legacy code runs.
     *
     * @return whether the flag is on by default
     */
    boolean enabledByDefault() default false;

    /**
     * Kill date: the last day, in UTC, of the intended life of the flag, such as {@code 2027-01-31}. Calls are not
     * affected when the date has passed: a warning is logged at the start and daily, and a gauge counts the days. A
     * date in the flag's value or in {@code application.yml} takes precedence. If several methods use the same flag,
     * the earliest date applies. The start fails if the date is invalid.
     *
     * <p>The default is none.
     *
     * @return the date in ISO-8601 format, or empty
     */
    String expires() default "";

    /**
     * Exceptions that trigger the legacy code. If the new code throws one of these, the legacy code runs with the same
     * arguments and the caller receives its result. The same applies if a {@code CompletionStage}, {@code Mono} or
     * {@code Flux} that the new code returned fails with one. A warning is logged at most once a minute. If the last
     * parameter of the legacy method is a {@link Throwable}, it receives the exception, and null if the flag is off.
     *
     * <p>A future that its caller cancelled does not trigger the legacy code. A {@code Flux} that has already emitted
     * an element propagates its error: one call never mixes elements of both branches.
     *
     * <p>Effects of the new code before the failure are not rolled back: it may have charged a card that the legacy
     * code charges again. Use this attribute for code that only reads, that is idempotent, or whose transaction is
     * rolled back.
     *
     * <p>The default is none: the caller receives the exception.
     *
     * @return types of the exceptions
     */
    Class<? extends Throwable>[] rescueOn() default {};

    /**
     * Code for the variants of the flag. While the flag is on, a call runs the code of the variant that its user gets. The
     * annotated method runs for a variant that is not listed, and if there is no variant: for a weighted variant without
     * a user. A flag without variants has the variant {@code on}, so that the annotated method runs too, unless that name
     * is listed. While the flag is off, the legacy code runs, also if the value has an {@code offVariant}.
     *
     * <p>The code of a variant counts as new code, in meters and in a guarded rollout. {@link #rescueOn()} covers it. Its
     * method takes the same arguments and no exception. On a class, each variant names a bean that has all the methods.
     *
     * <p>The default is none: the annotated method runs for all variants.
     *
     * @return the variants with their code
     */
    FeatureVariant[] variants() default {};

    /**
     * Permission to run the new code for nothing while the flag is off. The field {@code shadow} in the flag's value gives
     * the percentage of the legacy calls that also run the new code. It runs after the legacy code, on another thread. Both
     * results are compared and counted, and the caller receives that of the legacy code.
     *
     * <p>Obligations of the code: the new code has no side effects. Neither the callers nor the legacy code change the
     * arguments or the result afterwards, since the new code receives the same objects, later. It runs without advice, and
     * so without the transaction, the request and the login of the caller. It has the {@link EvaluationContext} of the
     * caller.
     *
     * <p>With {@link #variants()}, the annotated method is the new code that runs.
     *
     * <p>The start fails without legacy code, and for a method whose result is used after it has returned, such as a
     * {@code CompletionStage}, a {@code Mono} or a {@code Flux}.
     *
     * <p>The default is false: the new code runs only while the flag is on.
     *
     * @return whether the new code may be run for nothing
     */
    boolean shadow() default false;
}
