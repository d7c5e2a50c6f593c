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
 * theirs in front whatever its order. Without an order of its own it comes after those that have one. So do retries and
 * asynchronous calls, which would else be outside of a security check, and the toggle with them: legacy code would run
 * unchecked.
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
            ours.stream().findFirst().ifPresent(advisor -> moveOutside(advised, advisor.getOrder()));
            ours.forEach(advisor -> advised.addAdvisor(position(advised, advisor), advisor));
        }
        return bean;
    }

    /** Brings those that are to be outside of ours before the others. */
    private static void moveOutside(Advised advised, int order) {
        List<Advisor> outside = Arrays.stream(advised.getAdvisors())
                .filter(advisor -> order(advisor) <= order)
                .toList();
        if (!outside.equals(List.of(advised.getAdvisors()).subList(0, outside.size()))) {
            outside.forEach(advised::removeAdvisor);
            for (int i = 0; i < outside.size(); i++) {
                advised.addAdvisor(i, outside.get(i));
            }
        }
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
