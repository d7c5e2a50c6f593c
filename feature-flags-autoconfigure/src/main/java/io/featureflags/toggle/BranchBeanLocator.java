package io.featureflags.toggle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Locates the beans with legacy code, or the code of variants, for other beans. */
final class BranchBeanLocator {

    private final ConfigurableListableBeanFactory beanFactory;

    BranchBeanLocator(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** Returns whether there is a bean of this name. */
    boolean contains(String beanName) {
        return beanFactory.containsBean(beanName);
    }

    /** Returns the type of a bean; null if there is no such bean, or if its type is unknown before it is created. */
    @Nullable
    Class<?> typeOf(String beanName) {
        if (!beanFactory.containsBean(beanName)) {
            return null;
        }
        String name = behindScope(beanName);
        Class<?> proxied = proxiedType(name);
        return proxied == null ? beanFactory.getType(name, false) : proxied;
    }

    /**
     * Returns the name of the bean with other code of a method.
     *
     * @param spec the method
     * @param bean refers to the bean
     * @return the name; for a scoped bean, that of the bean behind the scoped proxy
     * @throws InvalidFeatureToggleException if there is no such bean, or more than one
     */
    String nameOf(ToggleSpec spec, BranchBean bean) {
        return behindScope(declaredName(spec, bean));
    }

    /** Returns whether the bean of this name is a singleton. */
    boolean isSingleton(String name) {
        return beanFactory.isSingleton(name);
    }

    /** Returns the bean of this name, and creates it if needed. */
    Object get(String name) {
        return beanFactory.getBean(name);
    }

    private String declaredName(ToggleSpec spec, BranchBean bean) {
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
                "its " + bean.described() + " is ambiguous: there are " + String.join(", ", names) + ".",
                "Name one of them with " + bean.words().beanAttribute() + ", or use a type that only one of them has.");
    }

    /** Returns the names of all beans of a type: by their definitions, or once created, by their class behind a proxy. */
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

    /** Returns the class of a bean behind a proxy, which may hide the class; null if the bean has no proxy. */
    private @Nullable Class<?> proxiedType(String beanName) {
        return beanFactory.containsBeanDefinition(beanName)
                ? (Class<?>) beanFactory
                        .getMergedBeanDefinition(beanName)
                        .getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE)
                : null;
    }

    /**
     * Returns the bean behind a scoped proxy. Before its creation, the proxy has no type. Afterwards, a method that it
     * cannot override would run on the proxy itself, whose fields are all null.
     */
    private String behindScope(String name) {
        String target = ScopedProxyUtils.getTargetBeanName(name);
        return beanFactory.containsBean(target) ? target : name;
    }

    /** Returns whether a bean is the toggled bean, or another bean of its class, which has the same new code. */
    private boolean isToggledBean(ToggleSpec spec, String name) {
        Class<?> type = AutoProxyUtils.determineTargetClass(beanFactory, behindScope(name));
        return type != null && spec.type().isAssignableFrom(type);
    }

    private boolean isPrimary(String name) {
        return beanFactory.containsBeanDefinition(name)
                && beanFactory.getMergedBeanDefinition(name).isPrimary();
    }

    private static InvalidFeatureToggleException missing(ToggleSpec spec, BranchBean bean, String action) {
        return new InvalidFeatureToggleException(
                spec.type(), spec.method(), "its " + bean.described() + " does not exist.", action);
    }
}
