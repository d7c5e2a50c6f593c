package io.featureflags.test;

import java.util.List;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Creates the one customizer of this module for each test class. */
final class FeatureFlagsContextCustomizerFactory implements ContextCustomizerFactory {

    FeatureFlagsContextCustomizerFactory() {}

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        AutoConfigureFeatureFlags annotation =
                TestContextAnnotationUtils.findMergedAnnotation(testClass, AutoConfigureFeatureFlags.class);
        return new FeatureFlagsContextCustomizer(
                annotation == null ? AutoConfigureFeatureFlags.Replace.ANY : annotation.replace());
    }
}
