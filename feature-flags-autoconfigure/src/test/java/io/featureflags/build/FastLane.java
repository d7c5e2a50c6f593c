package io.featureflags.build;

import java.util.Optional;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Excludes tests that need more than the JVM when the system property {@code test.lane} is {@code fast}. */
public final class FastLane implements PostDiscoveryFilter {

    private static final boolean ACTIVE = "fast".equals(System.getProperty("test.lane"));

    /** Only the answers for descriptors without children count, so that a method is excluded for its class. */
    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        return FilterResult.includedIf(!ACTIVE
                || testClass(descriptor)
                        .filter(TestNeeds.ofTestClasses()::needMoreThanTheJvm)
                        .isEmpty());
    }

    private static Optional<String> testClass(TestDescriptor descriptor) {
        return descriptor
                .getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getClassName())
                .or(() -> descriptor.getParent().flatMap(FastLane::testClass));
    }
}
