package io.featureflags.toggle;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.FlagRegistry;
import java.util.List;

/** Makes the advisors of toggled methods, and so makes their flags known. */
public final class ToggleAdvisors {

    private final FlagRegistry flags;

    private final EvaluationContextProvider contextProvider;

    private final int order;

    /**
     * Creates the factory.
     *
     * @param flags the flags by name
     * @param contextProvider says who is asking where a method does not
     * @param order place of the advisors among others: a smaller number is further outside
     */
    public ToggleAdvisors(FlagRegistry flags, EvaluationContextProvider contextProvider, int order) {
        this.flags = flags;
        this.contextProvider = contextProvider;
        this.order = order;
    }

    List<ToggleAdvisor> of(List<ToggleSpec> specs) {
        return specs.stream()
                .map(spec -> new ToggleAdvisor(
                        spec,
                        new ToggleInterceptor(
                                spec, flags.register(spec.flag(), spec.enabledByDefault()), contextProvider),
                        order))
                .toList();
    }
}
