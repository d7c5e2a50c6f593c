package com.example.shop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.PriorityOrdered;

/** Notes which beans are made while the application still makes its post-processors. */
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
        // The configuration is frozen when all post-processors are there, right before the singletons are made. (Spring
        // itself makes what knows of class loading before that: the EntityManagerFactory.)
        (beanFactory.isConfigurationFrozen() ? late : early).add(beanName);
        return bean;
    }

    /** Beans made before the singletons were to be made. */
    List<String> early() {
        return early;
    }

    /** Beans made then and later. */
    List<String> late() {
        return late;
    }
}
