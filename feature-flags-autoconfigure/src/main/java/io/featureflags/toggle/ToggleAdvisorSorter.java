package io.featureflags.toggle;

import java.util.ArrayList;
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
            Advisor[] present = advised.getAdvisors();
            List<ToggleAdvisor> toggles = new ArrayList<>(present.length);
            for (Advisor advisor : present) {
                if (advisor instanceof ToggleAdvisor toggle) {
                    toggles.add(toggle);
                }
            }
            if (!toggles.isEmpty()) {
                sort(advised, toggles, present);
            }
        }
        return bean;
    }

    private void sort(Advised advised, List<ToggleAdvisor> toggles, Advisor[] present) {
        for (ToggleAdvisor toggle : toggles) {
            toggle.checkRescue(present);
        }
        if (toggles.size() < present.length) { // Else there is nothing to sort: each change clears the proxy's caches.
            for (ToggleAdvisor toggle : toggles) {
                advised.removeAdvisor(toggle);
            }
            moveOutside(advised, toggles.get(0).getOrder());
            for (ToggleAdvisor toggle : toggles) {
                advised.addAdvisor(position(advised, toggle), toggle);
            }
        }
        for (ToggleAdvisor toggle : toggles) {
            exclusions.check(toggle.spec(), outside(advised, toggle));
        }
    }

    /** Moves the advisors that belong outside the toggles before all others. */
    private static void moveOutside(Advised advised, int order) {
        List<Advisor> outside = new ArrayList<>();
        for (Advisor advisor : advised.getAdvisors()) {
            if (order(advisor) <= order) {
                outside.add(advisor);
            }
        }
        if (!outside.equals(List.of(advised.getAdvisors()).subList(0, outside.size()))) {
            for (Advisor advisor : outside) {
                advised.removeAdvisor(advisor);
            }
            for (int i = 0; i < outside.size(); i++) {
                advised.addAdvisor(i, outside.get(i));
            }
        }
    }

    /** Returns the other advisors outside the toggle. */
    private static List<Advisor> outside(Advised advised, ToggleAdvisor toggle) {
        List<Advisor> outside = new ArrayList<>();
        int end = position(advised, toggle);
        for (Advisor advisor : advised.getAdvisors()) {
            if (end-- > 0 && !(advisor instanceof ToggleAdvisor)) {
                outside.add(advisor);
            }
        }
        return outside;
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
