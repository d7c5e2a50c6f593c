package io.featureflags.actuate;

import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/**
 * Operations of the endpoint, which are created at its first request. Spring loads all types in the methods of a bean: they
 * are in another class, so that the start of an application loads few of them.
 */
public final class LazyOperations {

    private final SingletonSupplier<EndpointOperations> operations;

    /**
     * Creates the bean without the operations.
     *
     * @param operations creates the operations
     */
    public LazyOperations(Supplier<EndpointOperations> operations) {
        this.operations = SingletonSupplier.of(operations);
    }

    /**
     * Returns the operations.
     *
     * @return the operations, which the first call creates
     */
    public EndpointOperations get() {
        return operations.obtain();
    }
}
