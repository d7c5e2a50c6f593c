package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Makes a bean primary whose class is toggled and whose legacy code is in another bean: who injects the interface that
 * both share gets the one that routes. Where the legacy bean is such a bean itself, only the last of the chain is. Where
 * another bean of that interface is primary or toggled too, its legacy bean becomes a fallback bean instead.
 */
public final class PrimaryToggledBeans
        implements BeanFactoryPostProcessor, BeanFactoryAware, SmartInitializingSingleton {

    private final Set<String> known = new HashSet<>();

    private @Nullable ConfigurableListableBeanFactory beans;

    /** Creates the post-processor; it knows no bean before it has run. */
    public PrimaryToggledBeans() {}

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        beans = (ConfigurableListableBeanFactory) beanFactory;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        List<Toggled> toggled = toggledBeans(beanFactory);
        toggled.forEach(bean -> checkNotPrimary(beanFactory, bean));
        for (Toggled bean : toggled) {
            known.add(bean.name());
        }
        List<Toggled> last = toggled.stream()
                .filter(bean -> mayShareType(beanFactory, bean))
                .filter(bean ->
                        toggled.stream().noneMatch(other -> other.legacyBeans().contains(bean.name())))
                .toList();
        List<Toggled> rivals =
                last.stream().filter(bean -> hasRival(beanFactory, bean, last)).toList();
        last.stream()
                .filter(bean -> !rivals.contains(bean))
                .forEach(bean -> beanFactory.getBeanDefinition(bean.name()).setPrimary(true));
        rivals.stream()
                .flatMap(bean -> bean.legacyBeans().stream())
                .filter(beanFactory::containsBeanDefinition)
                .forEach(name -> beanFactory.getBeanDefinition(name).setFallback(true));
    }

    /**
     * Whether another bean of a type that both have is primary, or is to be. Two of them would leave nobody able to
     * inject that type, so that the legacy bean steps back instead.
     */
    private static boolean hasRival(ConfigurableListableBeanFactory beanFactory, Toggled bean, List<Toggled> last) {
        Stream<String> primary =
                Arrays.stream(beanFactory.getBeanDefinitionNames()).filter(name -> isPrimary(beanFactory, name));
        return Stream.concat(primary, last.stream().map(Toggled::name))
                .filter(name -> !name.equals(bean.name()))
                .anyMatch(name -> sharedType(beanFactory, bean.type(), name) != null);
    }

    /** A bean method that returns an interface says too late what the class of its bean is. */
    @Override
    public void afterSingletonsInstantiated() {
        ConfigurableListableBeanFactory beanFactory = beans;
        if (beanFactory == null) {
            return;
        }
        for (String name : beanFactory.getBeanDefinitionNames()) {
            Object bean = known.contains(name) || isPrimary(beanFactory, name) ? null : beanFactory.getSingleton(name);
            Toggled toggled = bean == null ? null : toggled(beanFactory, name, AopUtils.getTargetClass(bean));
            if (toggled != null
                    && toggled.legacyBeans().stream()
                            .anyMatch(legacy -> sharedType(beanFactory, toggled.type(), legacy) != null)) {
                throw new InvalidFeatureToggleException(
                        toggled.type(),
                        "the class of bean '" + name + "' was not known before the bean was made, so that it is not"
                                + " primary: who injects an interface that it shares with its legacy bean may get that"
                                + " one, whatever the flag says.",
                        "Let the bean method return the class, or make the bean @Primary.");
            }
        }
    }

    private static List<Toggled> toggledBeans(ConfigurableListableBeanFactory beanFactory) {
        List<Toggled> all = new ArrayList<>();
        for (String name : beanFactory.getBeanDefinitionNames()) {
            Toggled toggled = beanFactory.getBeanDefinition(name).isAbstract() || ScopedProxyUtils.isScopedTarget(name)
                    ? null
                    : toggled(beanFactory, name, typeOf(beanFactory, name));
            if (toggled != null) {
                all.add(toggled);
            }
        }
        return all;
    }

    /** A scoped proxy shows its interfaces, and before it is made nothing: the bean behind it tells the class. */
    private static @Nullable Class<?> typeOf(ConfigurableListableBeanFactory beanFactory, String name) {
        String target = ScopedProxyUtils.getTargetBeanName(name);
        String telling = beanFactory.containsBeanDefinition(target) ? target : name;
        return beanFactory.containsBean(telling) ? beanFactory.getType(telling, false) : null;
    }

    /** The bean as one whose class is toggled and has a legacy bean; null if it is not. */
    private static @Nullable Toggled toggled(
            ConfigurableListableBeanFactory beanFactory, String name, @Nullable Class<?> type) {
        FeatureToggle toggle = type == null ? null : ToggledMethods.onClass(type);
        boolean hasLegacyBean = toggle != null
                && (toggle.fallbackType() != void.class
                        || !toggle.fallbackBean().isEmpty());
        return type != null && toggle != null && hasLegacyBean
                ? new Toggled(name, ClassUtils.getUserClass(type), legacyBeans(beanFactory, type, toggle))
                : null;
    }

    private static List<String> legacyBeans(
            ConfigurableListableBeanFactory beanFactory, Class<?> type, FeatureToggle toggle) {
        if (toggle.fallbackType() == void.class) {
            return List.of(toggle.fallbackBean());
        }
        return Arrays.stream(beanFactory.getBeanNamesForType(toggle.fallbackType(), true, false))
                .filter(name -> !beanFactory.isTypeMatch(name, type))
                .map(name -> ScopedProxyUtils.isScopedTarget(name) ? ScopedProxyUtils.getOriginalBeanName(name) : name)
                .distinct()
                .toList();
    }

    private static void checkNotPrimary(ConfigurableListableBeanFactory beanFactory, Toggled toggled) {
        for (String name : toggled.legacyBeans()) {
            Class<?> shared = isPrimary(beanFactory, name) ? sharedType(beanFactory, toggled.type(), name) : null;
            if (shared != null) {
                throw new InvalidFeatureToggleException(
                        toggled.type(),
                        "its legacy bean '" + name + "' is primary, and the toggled bean '" + toggled.name()
                                + "' is to be: who injects " + shared.getSimpleName()
                                + ", which both are, must get the toggled one.",
                        "Remove @Primary from the legacy bean: it is still there by its name and its class.");
            }
        }
    }

    private static boolean isPrimary(ConfigurableListableBeanFactory beanFactory, String name) {
        return beanFactory.containsBeanDefinition(name)
                && beanFactory.getMergedBeanDefinition(name).isPrimary();
    }

    /** Where nobody can inject the one in place of the other, it must not be primary for what else it is. */
    private static boolean mayShareType(ConfigurableListableBeanFactory beanFactory, Toggled toggled) {
        return toggled.legacyBeans().isEmpty() // It is in a parent context.
                || toggled.legacyBeans().stream()
                        .anyMatch(legacy -> typeOf(beanFactory, legacy) == null
                                || sharedType(beanFactory, toggled.type(), legacy) != null);
    }

    /** A type by which others may inject either; null if there is none. */
    private static @Nullable Class<?> sharedType(
            ConfigurableListableBeanFactory beanFactory, Class<?> toggled, String legacyBean) {
        Class<?> legacy = typeOf(beanFactory, legacyBean);
        if (legacy == null) {
            return null;
        }
        if (legacy.isAssignableFrom(toggled)) {
            return legacy;
        }
        return ClassUtils.getAllInterfacesForClassAsSet(toggled).stream()
                .filter(type -> type.isAssignableFrom(legacy))
                .filter(type -> type.getMethods().length > 0 && !ToggledMethods.isCallback(type))
                .findFirst()
                .orElse(null);
    }

    /**
     * A bean whose class is toggled.
     *
     * @param name its name
     * @param type its class
     * @param legacyBeans names of the beans that may have its legacy code
     */
    private record Toggled(String name, Class<?> type, List<String> legacyBeans) {}
}
