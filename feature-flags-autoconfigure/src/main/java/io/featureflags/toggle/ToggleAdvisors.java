package io.featureflags.toggle;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureToggle;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.GuardedCalls;
import io.featureflags.spi.GuardedFlags;
import io.featureflags.spi.ShadowCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

/** Creates the interceptors and advisors of toggled methods, and registers the methods and their flags. */
public final class ToggleAdvisors {

    private final FlagRegistry flags;

    private final EvaluationContextProvider contextProvider;

    private final int order;

    private final @Nullable ReactiveRouting reactiveRouting;

    private final ToggledMethodRegistry methods;

    private final Listeners listeners;

    /**
     * Creates the factory.
     *
     * @param flags the flags by name
     * @param contextProvider provides the user for methods without a user expression
     * @param order order of the advisors among others: a smaller number is further outside
     * @param reactiveRouting routes methods that return publishers; null if Reactor is not present
     * @param methods lists the toggled methods and their calls
     * @param listeners what follows the calls
     */
    public ToggleAdvisors(
            FlagRegistry flags,
            EvaluationContextProvider contextProvider,
            int order,
            @Nullable ReactiveRouting reactiveRouting,
            ToggledMethodRegistry methods,
            Listeners listeners) {
        this.flags = flags;
        this.contextProvider = contextProvider;
        this.order = order;
        this.reactiveRouting = reactiveRouting;
        this.methods = methods;
        this.listeners = listeners;
    }

    /** Creates one advisor for each toggled method. */
    List<ToggleAdvisor> of(List<ToggleSpec> specs, BranchBeanLocator beans) {
        List<ToggleAdvisor> advisors = new ArrayList<>(specs.size());
        for (ToggleSpec spec : specs) {
            advisors.add(new ToggleAdvisor(spec, interceptor(spec, beans), order));
        }
        return advisors;
    }

    /** Creates the interceptor of a toggled method, with the flag and the branches that its calls need. */
    MethodInterceptor interceptor(ToggleSpec spec, BranchBeanLocator beans) {
        Flag flag = register(spec);
        ToggleCounters counters = methods.countersOf(spec);
        Branches branches = branches(spec, beans);
        GuardedCalls calls = listeners.guarded().of(spec.flag());
        if (reactiveRouting == null) {
            InterceptionChecks.checkNoPublisher(spec);
        }
        return reactiveRouting != null && reactiveRouting.supports(spec)
                ? reactiveRouting.interceptor(spec, flag, branches, counters, calls)
                : new ToggleInterceptor(spec, flag, contextProvider, branches, counters, calls);
    }

    private Branches branches(ToggleSpec spec, BranchBeanLocator beans) {
        Branches branches = Branches.of(spec, beans);
        return spec.shadow()
                ? branches.withLegacy(legacy ->
                        new ShadowedBranch(spec, legacy, listeners.shadows().apply(spec.flag()), contextProvider))
                : branches;
    }

    /** Registers a method and its flag, even if the method is never called. */
    Flag register(ToggleSpec spec) {
        methods.countersOf(spec);
        return flags.register(spec.flag(), spec.enabledByDefault());
    }

    /** Returns whether any toggled method is registered. */
    boolean hasMethods() {
        return !methods.flags().isEmpty();
    }

    /** Registers the flag of code that does not run here if {@code application.yml} defines it: the flag is used. */
    void registerConfigured(FeatureToggle toggle) {
        if (methods.isConfigured(toggle.value())) {
            flags.register(toggle.value(), toggle.enabledByDefault());
        }
    }

    /**
     * What follows the calls of toggled methods.
     *
     * @param guarded counts the calls of guarded rollouts
     * @param shadows returns what repeats the legacy calls of a flag, by its name; called for methods that permit shadow runs
     */
    public record Listeners(GuardedFlags guarded, Function<String, ShadowCalls> shadows) {}
}
