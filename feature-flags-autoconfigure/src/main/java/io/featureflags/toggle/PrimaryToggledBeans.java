package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.text.BranchWords;
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
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Makes a bean primary if its class is toggled and its legacy code is in another bean. Injection points of their shared
 * interface then get the bean that routes. If the legacy bean is toggled the same way, only the last of the chain becomes
 * primary. If another bean of that interface is primary or toggled too, the legacy bean becomes a fallback bean instead. The
 * beans of variants are treated like the legacy bean.
 */
public final class PrimaryToggledBeans
        implements BeanFactoryPostProcessor, Ordered, BeanFactoryAware, SmartInitializingSingleton {

    /** Overrides of Spring Test, such as mocks, replace the primary bean of a type, ten before the lowest precedence. */
    private static final int BEFORE_BEAN_OVERRIDES = LOWEST_PRECEDENCE - 100;

    /** Names of the toggled beans whose class was known from their definition. */
    private final Set<String> known = new HashSet<>();

    private @Nullable ConfigurableListableBeanFactory factory;

    /** Creates the post-processor, which knows no bean before it has run. */
    public PrimaryToggledBeans() {}

    @Override
    public int getOrder() {
        return BEFORE_BEAN_OVERRIDES;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        factory = (ConfigurableListableBeanFactory) beanFactory;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        List<ToggledBean> toggled = toggledBeans(beanFactory);
        if (toggled.isEmpty()) {
            return; // Nearly every application.
        }
        for (ToggledBean bean : toggled) {
            checkNotPrimary(beanFactory, bean);
            known.add(bean.name());
        }
        List<ToggledBean> last = toggled.stream()
                .filter(bean -> mayShareType(beanFactory, bean))
                .filter(bean -> toggled.stream().noneMatch(other -> other.hasOtherCodeIn(bean.name())))
                .toList();
        List<ToggledBean> rivals =
                last.stream().filter(bean -> hasRival(beanFactory, bean, last)).toList();
        last.stream()
                .filter(bean -> !rivals.contains(bean))
                .forEach(bean -> beanFactory.getBeanDefinition(bean.name()).setPrimary(true));
        rivals.stream()
                .flatMap(bean -> bean.otherBeans().stream())
                .map(OtherBean::name)
                .filter(beanFactory::containsBeanDefinition)
                .forEach(name -> beanFactory.getBeanDefinition(name).setFallback(true));
    }

    /**
     * Returns whether another bean of a shared type is primary, or will be. With two primary beans that type could not be
     * injected, so that the legacy bean becomes a fallback bean instead.
     */
    private static boolean hasRival(
            ConfigurableListableBeanFactory beanFactory, ToggledBean bean, List<ToggledBean> last) {
        Stream<String> primary =
                Arrays.stream(beanFactory.getBeanDefinitionNames()).filter(name -> isPrimary(beanFactory, name));
        return Stream.concat(primary, last.stream().map(ToggledBean::name))
                .filter(name -> !name.equals(bean.name()))
                .anyMatch(name -> sharedType(beanFactory, bean.type(), name) != null);
    }

    /** Rejects toggled beans whose class was unknown until now, as their bean method returns an interface. */
    @Override
    public void afterSingletonsInstantiated() {
        ConfigurableListableBeanFactory beanFactory = factory;
        if (beanFactory == null) {
            return;
        }
        for (String name : beanFactory.getBeanDefinitionNames()) {
            Object bean = known.contains(name) || isPrimary(beanFactory, name) ? null : beanFactory.getSingleton(name);
            ToggledBean toggled = bean == null ? null : toggled(beanFactory, name, AopUtils.getTargetClass(bean));
            if (toggled != null && bean != null && !TestDoubles.isMock(bean)) {
                rejectSharedType(beanFactory, toggled);
            }
        }
    }

    private static void rejectSharedType(ConfigurableListableBeanFactory beanFactory, ToggledBean toggled) {
        for (OtherBean other : toggled.otherBeans()) {
            if (sharedType(beanFactory, toggled.type(), other.name()) != null) {
                String bean = other.words().bean();
                throw new InvalidFeatureToggleException(
                        toggled.type(),
                        "the class of bean '" + toggled.name()
                                + "' was not known before the bean was created, so that the bean is"
                                + " not primary: injection points of an interface that it shares with its " + bean
                                + " may get the " + bean + ", even while the flag is on.",
                        "Declare the class as the return type of the bean method, or make the bean @Primary.");
            }
        }
    }

    private static List<ToggledBean> toggledBeans(ConfigurableListableBeanFactory beanFactory) {
        List<ToggledBean> all = new ArrayList<>();
        for (String name : beanFactory.getBeanDefinitionNames()) {
            ToggledBean toggled =
                    beanFactory.getBeanDefinition(name).isAbstract() || ScopedProxyUtils.isScopedTarget(name)
                            ? null
                            : toggled(beanFactory, name, typeOf(beanFactory, name));
            if (toggled != null) {
                all.add(toggled);
            }
        }
        return all;
    }

    /** Returns the class of a bean. A scoped proxy has only interfaces, so that the bean behind it is used. */
    private static @Nullable Class<?> typeOf(ConfigurableListableBeanFactory beanFactory, String name) {
        String target = ScopedProxyUtils.getTargetBeanName(name);
        String behindScope = beanFactory.containsBeanDefinition(target) ? target : name;
        return beanFactory.containsBean(behindScope) ? beanFactory.getType(behindScope, false) : null;
    }

    /** Returns the bean if its class is toggled and has a legacy bean; else null. */
    private static @Nullable ToggledBean toggled(
            ConfigurableListableBeanFactory beanFactory, String name, @Nullable Class<?> type) {
        FeatureToggle toggle = type == null ? null : ToggleAnnotations.onClass(type);
        boolean hasLegacyBean = toggle != null
                && (toggle.fallbackType() != void.class
                        || !toggle.fallbackBean().isEmpty());
        return type != null && toggle != null && hasLegacyBean
                ? new ToggledBean(name, ClassUtils.getUserClass(type), otherBeans(beanFactory, type, toggle))
                : null;
    }

    private static List<OtherBean> otherBeans(
            ConfigurableListableBeanFactory beanFactory, Class<?> type, FeatureToggle toggle) {
        List<OtherBean> others = new ArrayList<>();
        names(beanFactory, type, toggle.fallbackType(), toggle.fallbackBean())
                .forEach(name -> others.add(new OtherBean(name, BranchWords.LEGACY)));
        for (FeatureVariant variant : toggle.variants()) {
            names(beanFactory, type, variant.type(), variant.bean())
                    .forEach(name -> others.add(new OtherBean(name, new BranchWords(variant.value()))));
        }
        return others;
    }

    private static List<String> names(
            ConfigurableListableBeanFactory beanFactory, Class<?> toggled, Class<?> type, String bean) {
        if (type == void.class) {
            return List.of(bean);
        }
        return Arrays.stream(beanFactory.getBeanNamesForType(type, true, false))
                .filter(name -> !beanFactory.isTypeMatch(name, toggled))
                .map(name -> ScopedProxyUtils.isScopedTarget(name) ? ScopedProxyUtils.getOriginalBeanName(name) : name)
                .distinct()
                .toList();
    }

    private static void checkNotPrimary(ConfigurableListableBeanFactory beanFactory, ToggledBean toggled) {
        for (OtherBean other : toggled.otherBeans()) {
            String name = other.name();
            Class<?> shared = isPrimary(beanFactory, name) ? sharedType(beanFactory, toggled.type(), name) : null;
            if (shared != null) {
                throw new InvalidFeatureToggleException(
                        toggled.type(),
                        "its " + other.words().bean("'" + name + "'") + " is primary, but the toggled bean '"
                                + toggled.name()
                                + "' must be: injection points of " + shared.getSimpleName()
                                + ", which both beans are, must get the toggled one.",
                        "Remove @Primary from the " + other.words().bean()
                                + ": it can still be injected by its name or its class.");
            }
        }
    }

    private static boolean isPrimary(ConfigurableListableBeanFactory beanFactory, String name) {
        return beanFactory.containsBeanDefinition(name)
                && beanFactory.getMergedBeanDefinition(name).isPrimary();
    }

    /** Returns whether the bean shares a type with one of the others. Else the toggled bean must not become primary for its other types. */
    private static boolean mayShareType(ConfigurableListableBeanFactory beanFactory, ToggledBean toggled) {
        return toggled.otherBeans().stream()
                        .noneMatch(other -> other.words().isLegacy()) // The legacy bean is in a parent context.
                || toggled.otherBeans().stream()
                        .anyMatch(other -> typeOf(beanFactory, other.name()) == null
                                || sharedType(beanFactory, toggled.type(), other.name()) != null);
    }

    /** Returns a type by which either bean may be injected; null if there is none. */
    private static @Nullable Class<?> sharedType(
            ConfigurableListableBeanFactory beanFactory, Class<?> toggled, String otherBean) {
        Class<?> other = typeOf(beanFactory, otherBean);
        if (other == null) {
            return null;
        }
        if (other.isAssignableFrom(toggled)) {
            return other;
        }
        return ClassUtils.getAllInterfacesForClassAsSet(toggled).stream()
                .filter(type -> type.isAssignableFrom(other))
                .filter(type -> type.getMethods().length > 0 && !ToggleAnnotations.isCallback(type))
                .findFirst()
                .orElse(null);
    }

    /**
     * A bean whose class is toggled.
     *
     * @param name name of the bean
     * @param type class of the bean
     * @param otherBeans the beans that may have its legacy code or the code of a variant
     */
    private record ToggledBean(String name, Class<?> type, List<OtherBean> otherBeans) {

        boolean hasOtherCodeIn(String bean) {
            return otherBeans.stream().anyMatch(other -> other.name().equals(bean));
        }
    }

    /**
     * A bean that may have other code of a toggled bean.
     *
     * @param name name of the bean
     * @param words the words for its code
     */
    private record OtherBean(String name, BranchWords words) {}
}
