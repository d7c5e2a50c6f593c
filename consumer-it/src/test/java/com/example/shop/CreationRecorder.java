package com.example.shop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.PriorityOrdered;

/** Records the beans that are created before all post-processors exist. */
final class CreationRecorder implements BeanPostProcessor, PriorityOrdered {

    private final DefaultListableBeanFactory beanFactory;

    private final List<String> early = new CopyOnWriteArrayList<>();

    private final List<String> late = new CopyOnWriteArrayList<>();

    CreationRecorder(DefaultListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        // The configuration is frozen when all post-processors exist, directly before the singletons are created. (Spring
        // itself creates one bean before that, because of class loading: the EntityManagerFactory.)
        (beanFactory.isConfigurationFrozen() ? late : early).add(beanName);
        return bean;
    }

    /** Returns the beans that were created before the singletons. */
    List<String> early() {
        return early;
    }

    /** Returns the beans that were created later. */
    List<String> late() {
        return late;
    }
}
