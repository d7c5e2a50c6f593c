package io.featureflags.matrix;

import io.featureflags.toggle.FeatureToggleAspect;
import java.util.Arrays;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** How calls reach the router. */
enum Interception {
    CGLIB,
    JDK,
    /** Inside the code of the bean itself, and so inside all proxies for its other annotations. */
    WOVEN;

    ApplicationContextRunner with(ApplicationContextRunner runner) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + (this != JDK));
    }

    boolean isAround(Object bean) {
        return switch (this) {
            case CGLIB -> AopUtils.isCglibProxy(bean);
            case JDK -> AopUtils.isJdkDynamicProxy(bean);
            case WOVEN -> !(bean instanceof Advised proxy) || !isRoutedBy(proxy);
        };
    }

    private static boolean isRoutedBy(Advised proxy) {
        return Arrays.stream(proxy.getAdvisors())
                .anyMatch(advisor -> advisor.getClass().getPackage().equals(FeatureToggleAspect.class.getPackage()));
    }
}
