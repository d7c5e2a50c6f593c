package io.featureflags.cache;

import io.featureflags.decision.Decision;
import io.featureflags.spi.ValueObserver;
import org.jspecify.annotations.Nullable;

/** Observer for tests that observe no values. */
final class UnobservedValues implements ValueObserver {

    @Override
    public void replacing(String flag) {}

    @Override
    public void replaced(String flag, @Nullable String text, @Nullable Decision decision) {}
}
