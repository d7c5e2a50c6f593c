package io.featureflags.matrix;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** How calls are led to the router. A weaver is another way, whose beans are behind no proxy at all. */
enum Way {
    CGLIB,
    JDK;

    ApplicationContextRunner with(ApplicationContextRunner runner) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + (this == CGLIB));
    }

    boolean isAround(Object bean) {
        return this == JDK ? AopUtils.isJdkDynamicProxy(bean) : AopUtils.isCglibProxy(bean);
    }
}
