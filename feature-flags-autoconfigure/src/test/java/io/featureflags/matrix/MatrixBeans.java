package io.featureflags.matrix;

import static io.featureflags.matrix.Branches.LEGACY;
import static io.featureflags.matrix.Branches.NEW;

import io.featureflags.FeatureToggle;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;

/**
 * The beans of the matrix. All of them carry the annotations of all companions, which have no effect unless their support is
 * enabled. Spring reads {@code @Retryable} from the called method, so that the interfaces carry it too. A branch that runs on
 * a class proxy instead of the bean fails, as the fields of the proxy are null.
 */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
public final class MatrixBeans {

    static final String FLAG = "matrix";

    static final String OTHER_FLAG = "other_matrix";

    private MatrixBeans() {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @FeatureToggle(value = FLAG, fallback = "legacyCall")
    @Retryable(maxRetries = 2, delay = 1)
    @Cacheable("matrix")
    @interface Toggled {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @FeatureToggle(value = FLAG, fallback = "legacyLater")
    @Async
    @interface ToggledLater {}

    /** Is not toggled, so that it always runs on the bean behind a proxy. */
    public interface Branched {

        Branches branches();
    }

    public interface Routed extends Branched {

        @Retryable(maxRetries = 2, delay = 1)
        String call(String argument);

        CompletableFuture<String> later(String argument);

        CompletableFuture<String> legacyLater(String argument);
    }

    public static class Plain implements Routed {

        private final Branches branches;

        Plain(Branches branches) {
            this.branches = branches;
        }

        @Override
        public Branches branches() {
            return branches;
        }

        @Override
        @Toggled
        public String call(String argument) {
            return branches.run(NEW, argument);
        }

        private String legacyCall(String argument) {
            return branches.run(LEGACY, argument);
        }

        @Override
        @ToggledLater
        public CompletableFuture<String> later(String argument) {
            return CompletableFuture.completedFuture(branches.run(NEW, argument));
        }

        @Override
        @Async
        public CompletableFuture<String> legacyLater(String argument) {
            return CompletableFuture.completedFuture(branches.run(LEGACY, argument));
        }
    }

    /** Inherits its methods with their annotations, and a private legacy method. */
    public static class Inheriting extends Plain {

        Inheriting(Branches branches) {
            super(branches);
        }
    }

    @Transactional
    public static class Transacted extends Plain {

        Transacted(Branches branches) {
            super(branches);
        }

        @Override
        @Toggled
        public String call(String argument) {
            return super.call(argument);
        }

        @Override
        @ToggledLater
        public CompletableFuture<String> later(String argument) {
            return super.later(argument);
        }

        @Override
        @Async
        public CompletableFuture<String> legacyLater(String argument) {
            return super.legacyLater(argument);
        }
    }

    /** Another implementation, with another flag. */
    public static class Other implements Routed {

        private final Branches branches;

        Other(Branches branches) {
            this.branches = branches;
        }

        @Override
        public Branches branches() {
            return branches;
        }

        @Override
        @FeatureToggle(value = OTHER_FLAG, fallback = "oldCall")
        @Retryable(maxRetries = 2, delay = 1)
        @Cacheable("other")
        public String call(String argument) {
            return branches.run(NEW, argument);
        }

        String oldCall(String argument) {
            return branches.run(LEGACY, argument);
        }

        @Override
        @FeatureToggle(value = OTHER_FLAG, fallback = "legacyLater")
        @Async
        public CompletableFuture<String> later(String argument) {
            return CompletableFuture.completedFuture(branches.run(NEW, argument));
        }

        @Override
        @Async
        public CompletableFuture<String> legacyLater(String argument) {
            return CompletableFuture.completedFuture(branches.run(LEGACY, argument));
        }
    }

    interface HiddenRouted extends Branched {

        @Retryable(maxRetries = 2, delay = 1)
        String call(String argument);

        CompletableFuture<String> later(String argument);

        CompletableFuture<String> legacyLater(String argument);
    }

    /** Neither the class nor its interface is visible to the package that routes. */
    static class Hidden implements HiddenRouted {

        private final Branches branches;

        Hidden(Branches branches) {
            this.branches = branches;
        }

        @Override
        public Branches branches() {
            return branches;
        }

        @Override
        @Toggled
        public String call(String argument) {
            return branches.run(NEW, argument);
        }

        String legacyCall(String argument) {
            return branches.run(LEGACY, argument);
        }

        @Override
        @ToggledLater
        public CompletableFuture<String> later(String argument) {
            return CompletableFuture.completedFuture(branches.run(NEW, argument));
        }

        @Override
        @Async
        public CompletableFuture<String> legacyLater(String argument) {
            return CompletableFuture.completedFuture(branches.run(LEGACY, argument));
        }
    }

    /** Has its toggled methods in a configuration class. */
    @Configuration
    public static class Configured implements Routed {

        private final Branches branches = new Branches("configuration");

        @Bean
        StringBuilder product() {
            return new StringBuilder("product");
        }

        @Override
        public Branches branches() {
            return branches;
        }

        @Override
        @Toggled
        public String call(String argument) {
            return branches.run(NEW, argument);
        }

        private String legacyCall(String argument) {
            return branches.run(LEGACY, argument);
        }

        @Override
        @ToggledLater
        public CompletableFuture<String> later(String argument) {
            return CompletableFuture.completedFuture(branches.run(NEW, argument));
        }

        @Override
        @Async
        public CompletableFuture<String> legacyLater(String argument) {
            return CompletableFuture.completedFuture(branches.run(LEGACY, argument));
        }
    }

    /** Creates one of the beans as the product of a factory bean. */
    static class ProductFactory implements FactoryBean<Routed> {

        private final Class<?> type;

        ProductFactory(Class<?> type) {
            this.type = type;
        }

        @Override
        public Routed getObject() {
            return new Plain(new Branches("product"));
        }

        @Override
        public Class<?> getObjectType() {
            return type;
        }
    }

    /** Gets two beans of one class: the primary one, and another by its qualifier. */
    static class Injected {

        final Routed primary;

        final Routed other;

        Injected(Routed primary, @Qualifier("other") Routed other) {
            this.primary = primary;
            this.other = other;
        }
    }
}
