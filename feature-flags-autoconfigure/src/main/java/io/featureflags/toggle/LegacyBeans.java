package io.featureflags.toggle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Finds the beans that have legacy code for others. */
final class LegacyBeans {

    private final ConfigurableListableBeanFactory beanFactory;

    LegacyBeans(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** The type of a bean; null if there is no such bean, or if its type is not known before it is made. */
    @Nullable
    Class<?> typeOf(String beanName) {
        if (!beanFactory.containsBean(beanName)) {
            return null;
        }
        String name = behindScope(beanName);
        Class<?> proxied = proxiedType(name);
        return proxied == null ? beanFactory.getType(name, false) : proxied;
    }

    /** The class of a bean that has been put behind a proxy, which may hide it; else null. */
    private @Nullable Class<?> proxiedType(String beanName) {
        return beanFactory.containsBeanDefinition(beanName)
                ? (Class<?>) beanFactory
                        .getMergedBeanDefinition(beanName)
                        .getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE)
                : null;
    }

    /** Before a bean is made its type is that of its definition, and afterwards that of its proxy. */
    private Stream<String> namesOf(Class<?> type) {
        Stream<String> declared =
                Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false));
        Stream<String> hidden = Arrays.stream(beanFactory.getBeanDefinitionNames())
                .filter(name -> {
                    Class<?> proxied = proxiedType(name);
                    return proxied != null && type.isAssignableFrom(proxied);
                });
        return Stream.concat(declared, hidden).distinct();
    }

    boolean contains(String beanName) {
        return beanFactory.containsBean(beanName);
    }

    /**
     * The name of the bean that has the legacy code of a method.
     *
     * @param spec the method
     * @param bean where its legacy code is
     * @return the name
     * @throws InvalidFeatureToggleException if there is no such bean, or more than one
     */
    String nameOf(ToggleSpec spec, LegacyBean bean) {
        return behindScope(declaredName(spec, bean));
    }

    /**
     * A scoped proxy tells no type before it is made, and what it cannot override would run on the proxy itself, whose
     * fields are all null.
     */
    private String behindScope(String name) {
        String target = ScopedProxyUtils.getTargetBeanName(name);
        return beanFactory.containsBean(target) ? target : name;
    }

    private String declaredName(ToggleSpec spec, LegacyBean bean) {
        if (bean.name() != null) {
            if (!beanFactory.containsBean(bean.name())) {
                throw missing(spec, bean, "Declare the bean, or correct the name.");
            }
            return bean.name();
        }
        List<String> names = namesOf(bean.type())
                .map(name -> ScopedProxyUtils.isScopedTarget(name) ? ScopedProxyUtils.getOriginalBeanName(name) : name)
                .distinct()
                .filter(name -> !isToggledBean(spec, name))
                .toList();
        if (names.isEmpty()) {
            throw missing(spec, bean, "Declare a bean of that type, or name another type.");
        }
        if (names.size() == 1) {
            return names.get(0);
        }
        List<String> primary = names.stream().filter(this::isPrimary).toList();
        if (primary.size() == 1) {
            return primary.get(0);
        }
        throw new InvalidFeatureToggleException(
                spec.type(),
                spec.method(),
                "its legacy bean " + bean + " is ambiguous: there are " + String.join(", ", names) + ".",
                "Name one of them with fallbackBean, or give a type that only one of them has.");
    }

    /** The bean itself, or another one of its class, whose legacy code is the same. */
    private boolean isToggledBean(ToggleSpec spec, String name) {
        Class<?> type = AutoProxyUtils.determineTargetClass(beanFactory, behindScope(name));
        return type != null && spec.type().isAssignableFrom(type);
    }

    boolean isPrimary(String name) {
        return beanFactory.containsBeanDefinition(name)
                && beanFactory.getMergedBeanDefinition(name).isPrimary();
    }

    boolean isSingleton(String name) {
        return beanFactory.isSingleton(name);
    }

    Object get(String name) {
        return beanFactory.getBean(name);
    }

    private static InvalidFeatureToggleException missing(ToggleSpec spec, LegacyBean bean, String action) {
        return new InvalidFeatureToggleException(
                spec.type(), spec.method(), "its legacy bean " + bean + " does not exist.", action);
    }
}
