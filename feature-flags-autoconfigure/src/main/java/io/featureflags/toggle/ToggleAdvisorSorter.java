package io.featureflags.toggle;

import java.util.Arrays;
import java.util.List;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Moves toggle advisors to the place that their order gives them, when all others are there: some post-processors put
 * theirs in front whatever its order. Without an order of its own it comes after those that have one.
 */
public final class ToggleAdvisorSorter implements BeanPostProcessor {

    /** Creates the post-processor; it has no state. */
    public ToggleAdvisorSorter() {}

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            List<ToggleAdvisor> ours = Arrays.stream(advised.getAdvisors())
                    .filter(ToggleAdvisor.class::isInstance)
                    .map(ToggleAdvisor.class::cast)
                    .toList();
            ours.forEach(advised::removeAdvisor);
            ours.forEach(advisor -> advised.addAdvisor(position(advised, advisor), advisor));
        }
        return bean;
    }

    /** Behind the advisors that are to be outside of ours, before the first that is to be inside. */
    private static int position(Advised advised, ToggleAdvisor advisor) {
        Advisor[] present = advised.getAdvisors();
        for (int i = 0; i < present.length; i++) {
            if (order(present[i]) > advisor.getOrder()) {
                return i;
            }
        }
        return present.length;
    }

    /**
     * The order of an advisor. {@code @Async} is always inside: the caller's thread knows the user, and a legacy method
     * that is asynchronous itself would wait for a thread of the very pool that it occupies.
     */
    private static int order(Advisor advisor) {
        return advisor instanceof Ordered ordered && !(advisor.getAdvice() instanceof AsyncExecutionInterceptor)
                ? ordered.getOrder()
                : Ordered.LOWEST_PRECEDENCE;
    }
}
