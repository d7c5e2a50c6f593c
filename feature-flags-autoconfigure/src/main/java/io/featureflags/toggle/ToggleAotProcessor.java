package io.featureflags.toggle;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.javapoet.CodeBlock;

/**
 * Finds the toggled methods of an application that is processed ahead of time, for a native image or for a faster start. A
 * method that cannot work stops the build. For each other method, the image gets the hints that routing needs.
 */
final class ToggleAotProcessor implements BeanRegistrationAotProcessor {

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
        ToggleResolver resolver = new ToggleResolver(new BranchBeanLocator(registeredBean.getBeanFactory()));
        List<ToggleSpec> specs = PredictedToggles.of(registeredBean.getBeanClass(), resolver::resolve);
        return specs.isEmpty() ? null : new ToggledBeanContribution(specs);
    }

    /** @param specs the toggled methods of one bean */
    private record ToggledBeanContribution(List<ToggleSpec> specs) implements BeanRegistrationAotContribution {

        @Override
        public void applyTo(GenerationContext generation, BeanRegistrationCode code) {
            specs.forEach(spec -> ToggleHints.register(spec, generation.getRuntimeHints()));
        }

        @Override
        public BeanRegistrationCodeFragments customizeBeanRegistrationCodeFragments(
                GenerationContext generation, BeanRegistrationCodeFragments fragments) {
            return new ProxyKindPreserver(fragments);
        }
    }

    /** Keeps one of the attributes that Spring drops: it gives the bean behind a scoped class proxy a class proxy too. */
    private static final class ProxyKindPreserver extends BeanRegistrationCodeFragmentsDecorator {

        ProxyKindPreserver(BeanRegistrationCodeFragments delegate) {
            super(delegate);
        }

        @Override
        public CodeBlock generateSetBeanDefinitionPropertiesCode(
                GenerationContext generation,
                BeanRegistrationCode code,
                RootBeanDefinition beanDefinition,
                Predicate<String> attributeFilter) {
            return super.generateSetBeanDefinitionPropertiesCode(
                    generation,
                    code,
                    beanDefinition,
                    attributeFilter.or(AutoProxyUtils.PRESERVE_TARGET_CLASS_ATTRIBUTE::equals));
        }
    }
}
