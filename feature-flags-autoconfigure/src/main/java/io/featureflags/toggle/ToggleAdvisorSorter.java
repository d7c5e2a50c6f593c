package io.featureflags.toggle;

import java.util.Arrays;
import java.util.List;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Moves toggle advisors to the place of their order after all other advisors have been added, since some post-processors
 * put theirs first regardless of order. Advisors without an order come last. So do retries and asynchronous calls: else
 * they, and the toggle with them, would be outside a security check, and legacy code would run unchecked. No advisor can apply
 * to this bean, so that none is created for it before the other beans.
 */
public final class ToggleAdvisorSorter implements BeanPostProcessor, AopInfrastructureBean {

    private final ExclusionWarning exclusions = new ExclusionWarning();

    /** Creates the post-processor. */
    public ToggleAdvisorSorter() {}

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            List<ToggleAdvisor> toggles = Arrays.stream(advised.getAdvisors())
                    .filter(ToggleAdvisor.class::isInstance)
                    .map(ToggleAdvisor.class::cast)
                    .toList();
            toggles.forEach(toggle -> toggle.checkRescue(advised.getAdvisors()));
            toggles.forEach(advised::removeAdvisor);
            toggles.stream().findFirst().ifPresent(advisor -> moveOutside(advised, advisor.getOrder()));
            toggles.forEach(advisor -> advised.addAdvisor(position(advised, advisor), advisor));
            toggles.forEach(advisor -> exclusions.check(advisor.spec(), outside(advised, advisor)));
        }
        return bean;
    }

    /** Moves the advisors that belong outside the toggles before all others. */
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

    /** Returns the other advisors outside the toggle. */
    private static List<Advisor> outside(Advised advised, ToggleAdvisor toggle) {
        return Arrays.stream(advised.getAdvisors())
                .limit(position(advised, toggle))
                .filter(advisor -> !(advisor instanceof ToggleAdvisor))
                .toList();
    }

    /** Returns the index behind the advisors outside the toggle, and before the first one inside. */
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
     * Returns the order of an advisor. {@code @Async} is always inside the toggle: the caller's thread has the user, and an
     * asynchronous legacy method would wait for a thread of the pool that it occupies itself.
     */
    private static int order(Advisor advisor) {
        return advisor instanceof Ordered ordered && !(advisor.getAdvice() instanceof AsyncExecutionInterceptor)
                ? ordered.getOrder()
                : Ordered.LOWEST_PRECEDENCE;
    }
}
