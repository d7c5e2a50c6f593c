/**
 * Routes the calls of methods that carry {@link io.featureflags.FeatureToggle}. Public types are for assembly only.
 *
 * <p>At start-up, from the annotation to the path: {@link io.featureflags.toggle.FeatureToggleBeanPostProcessor} passes the
 * class of each bean to {@link io.featureflags.toggle.ToggleResolver}. It finds the annotations
 * ({@link io.featureflags.toggle.ToggleAnnotations}), checks that calls can be intercepted
 * ({@link io.featureflags.toggle.InterceptionChecks}) and resolves {@code fallback} and
 * {@code variants} ({@link io.featureflags.toggle.BranchResolver}, {@link io.featureflags.toggle.BranchMethodFinder}). The
 * result is one {@link io.featureflags.toggle.ToggleSpec} for each method. {@link io.featureflags.toggle.ToggleAdvisors} turns each spec
 * into an interceptor with its {@link io.featureflags.toggle.Branches}, and
 * {@link io.featureflags.toggle.ToggleProxyFactory} puts it around the bean.
 *
 * <p>At run time, one call: {@link io.featureflags.toggle.ToggleInterceptor} determines the user, from the arguments
 * ({@link io.featureflags.toggle.user.UserExpression}) or from the context provider, and evaluates the flag. If the flag is on,
 * the call proceeds to the new code, which is the annotated method or the branch of the user's variant, with
 * {@link io.featureflags.toggle.Rescue} around it where {@code rescueOn} is set. If the flag is off, the legacy branch serves
 * the call. {@link io.featureflags.toggle.PathCounter} counts both.
 */
@NullMarked
package io.featureflags.toggle;

import org.jspecify.annotations.NullMarked;
