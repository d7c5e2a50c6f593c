package io.featureflags.toggle;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

/** Makes the advisors of toggled methods, and makes the methods and their flags known. */
public final class ToggleAdvisors {

    private final FlagRegistry flags;

    private final EvaluationContextProvider contextProvider;

    private final int order;

    private final @Nullable Routing reactive;

    private final ToggledCode code;

    /**
     * Creates the factory.
     *
     * @param flags the flags by name
     * @param contextProvider says who is asking where a method does not
     * @param order place of the advisors among others: a smaller number is further outside
     * @param reactive routes methods that return publishers; null where there is no Reactor
     * @param code gets to know the methods, and counts their calls
     */
    public ToggleAdvisors(
            FlagRegistry flags,
            EvaluationContextProvider contextProvider,
            int order,
            @Nullable Routing reactive,
            ToggledCode code) {
        this.flags = flags;
        this.contextProvider = contextProvider;
        this.order = order;
        this.reactive = reactive;
        this.code = code;
    }

    List<ToggleAdvisor> of(List<ToggleSpec> specs, LegacyBeans beans) {
        return specs.stream()
                .map(spec -> new ToggleAdvisor(spec, interceptor(spec, beans), order))
                .toList();
    }

    MethodInterceptor interceptor(ToggleSpec spec, LegacyBeans beans) {
        Flag flag = register(spec);
        ToggleCalls calls = code.callsOf(spec);
        LegacyRoute offPath = LegacyRoute.of(spec, beans);
        return reactive != null && reactive.supports(spec)
                ? reactive.of(spec, flag, offPath, calls)
                : new ToggleInterceptor(spec, flag, contextProvider, offPath, calls);
    }

    /** Makes a method known, and its flag, though nothing may ever call it. */
    Flag register(ToggleSpec spec) {
        code.callsOf(spec);
        return flags.register(spec.flag(), spec.enabledByDefault());
    }
}
