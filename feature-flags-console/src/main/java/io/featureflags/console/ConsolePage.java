package io.featureflags.console;

import io.featureflags.actuate.ReaderView;
import io.featureflags.actuate.ReaderViews;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/**
 * The page, whose objects are created at the first request: most starts of an application show no page, and some 30 classes
 * would be loaded for it.
 */
final class ConsolePage implements ReaderViews {

    private final SingletonSupplier<PageParts> parts;

    /**
     * Creates the page without its objects.
     *
     * @param endpoint the endpoint
     * @param beans context with the objects that the page needs
     */
    ConsolePage(ConsoleEndpoint endpoint, ApplicationContext beans) {
        this.parts = SingletonSupplier.of(() -> new PageParts(endpoint, beans));
    }

    ConsoleOperations operations() {
        return parts.obtain().operations;
    }

    @Override
    public ReaderView of(@Nullable Principal reader) {
        return parts.obtain().readers.of(reader);
    }
}
