package io.featureflags.benchmarks.sync;

import java.util.Set;
import org.togglz.core.Feature;
import org.togglz.core.metadata.EmptyFeatureMetaData;
import org.togglz.core.metadata.FeatureMetaData;
import org.togglz.core.spi.FeatureProvider;

/** Features of Togglz by name, without metadata. */
enum TogglzFeatures implements FeatureProvider {
    NONE;

    @Override
    public Set<Feature> getFeatures() {
        return Set.of();
    }

    @Override
    public FeatureMetaData getMetaData(Feature feature) {
        return new EmptyFeatureMetaData(feature);
    }
}
