package io.featureflags.matrix;

import static io.featureflags.matrix.Branches.LEGACY;
import static io.featureflags.matrix.Branches.NEW;

import io.featureflags.FeatureToggle;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;

/**
 * The beans of the matrix. All of them carry the annotations of all companions, which do nothing unless their support is
 * enabled. Spring reads {@code @Retryable} from the method that is called, so that the interfaces carry it too. Fields are null on the object that a class proxy is, so that a branch fails that runs there.
 */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
public final class Beans {

    static final String FLAG = "matrix";

    static final String OTHER_FLAG = "other_matrix";

    private Beans() {}

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

    /** Not toggled, and so always that of the bean behind a proxy. */
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

    /** Inherits its methods with their annotations, and a legacy method that it cannot see. */
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

    /** Another implementation, with a flag of its own. */
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

    public interface Handler<T> extends Branched {

        @Retryable(maxRetries = 2, delay = 1)
        String call(T argument);

        CompletableFuture<String> later(T argument);

        CompletableFuture<String> legacyLater(T argument);
    }

    public static class TextHandler implements Handler<String> {

        private final Branches branches;

        TextHandler(Branches branches) {
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

    interface HiddenRouted extends Branched {

        @Retryable(maxRetries = 2, delay = 1)
        String call(String argument);

        CompletableFuture<String> later(String argument);

        CompletableFuture<String> legacyLater(String argument);
    }

    /** Neither the class nor its interface can be seen from the package that routes. */
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

    /** The methods are those of a configuration class itself. */
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

    public static class CallFunction implements Function<String, String>, Branched {

        private final Branches branches;

        CallFunction(Branches branches) {
            this.branches = branches;
        }

        @Override
        public Branches branches() {
            return branches;
        }

        @Override
        @Toggled
        public String apply(String argument) {
            return branches.run(NEW, argument);
        }

        private String legacyCall(String argument) {
            return branches.run(LEGACY, argument);
        }
    }

    public static class LaterFunction implements Function<String, CompletableFuture<String>>, Branched {

        private final Branches branches;

        LaterFunction(Branches branches) {
            this.branches = branches;
        }

        @Override
        public Branches branches() {
            return branches;
        }

        @Override
        @ToggledLater
        public CompletableFuture<String> apply(String argument) {
            return CompletableFuture.completedFuture(branches.run(NEW, argument));
        }

        /** No method of its interface: a JDK proxy does not have it. */
        @Async
        public CompletableFuture<String> legacyLater(String argument) {
            return CompletableFuture.completedFuture(branches.run(LEGACY, argument));
        }
    }

    public interface Defaulting extends Branched {

        @Toggled
        default String call(String argument) {
            return branches().run(NEW, argument);
        }

        default String legacyCall(String argument) {
            return branches().run(LEGACY, argument);
        }

        @ToggledLater
        default CompletableFuture<String> later(String argument) {
            return CompletableFuture.completedFuture(branches().run(NEW, argument));
        }

        @Async
        default CompletableFuture<String> legacyLater(String argument) {
            return CompletableFuture.completedFuture(branches().run(LEGACY, argument));
        }
    }

    public static class Defaulted implements Defaulting {

        private final Branches branches;

        Defaulted(Branches branches) {
            this.branches = branches;
        }

        @Override
        public Branches branches() {
            return branches;
        }
    }

    public interface Variable extends Branched {

        @Retryable(maxRetries = 2, delay = 1)
        String call(String argument, String... more);

        CompletableFuture<String> later(String argument, String... more);

        CompletableFuture<String> legacyLater(String argument, String... more);
    }

    public static class Varargs implements Variable {

        private final Branches branches;

        Varargs(Branches branches) {
            this.branches = branches;
        }

        @Override
        public Branches branches() {
            return branches;
        }

        @Override
        @Toggled
        public String call(String argument, String... more) {
            return branches.run(NEW, checked(argument, more));
        }

        private String legacyCall(String argument, String... more) {
            return branches.run(LEGACY, checked(argument, more));
        }

        @Override
        @ToggledLater
        public CompletableFuture<String> later(String argument, String... more) {
            return CompletableFuture.completedFuture(branches.run(NEW, checked(argument, more)));
        }

        @Override
        @Async
        public CompletableFuture<String> legacyLater(String argument, String... more) {
            return CompletableFuture.completedFuture(branches.run(LEGACY, checked(argument, more)));
        }

        private static String checked(String argument, String... more) {
            return String.join("", more).equals("xy") ? argument : "other arguments";
        }
    }

    public interface Numbers extends Branched {

        @Retryable(maxRetries = 2, delay = 1)
        String call(String argument, int i, long l, boolean z, char c, double d);

        CompletableFuture<String> later(String argument, int i, long l, boolean z, char c, double d);

        CompletableFuture<String> legacyLater(String argument, int i, long l, boolean z, char c, double d);
    }

    public static class Primitives implements Numbers {

        private final Branches branches;

        Primitives(Branches branches) {
            this.branches = branches;
        }

        @Override
        public Branches branches() {
            return branches;
        }

        @Override
        @Toggled
        public String call(String argument, int i, long l, boolean z, char c, double d) {
            return branches.run(NEW, checked(argument, i, l, z, c, d));
        }

        private String legacyCall(String argument, int i, long l, boolean z, char c, double d) {
            return branches.run(LEGACY, checked(argument, i, l, z, c, d));
        }

        @Override
        @ToggledLater
        public CompletableFuture<String> later(String argument, int i, long l, boolean z, char c, double d) {
            return CompletableFuture.completedFuture(branches.run(NEW, checked(argument, i, l, z, c, d)));
        }

        @Override
        @Async
        public CompletableFuture<String> legacyLater(String argument, int i, long l, boolean z, char c, double d) {
            return CompletableFuture.completedFuture(branches.run(LEGACY, checked(argument, i, l, z, c, d)));
        }

        private static String checked(String argument, int i, long l, boolean z, char c, double d) {
            return i == 1 && l == 2L && z && c == 'c' && d == 4.5 ? argument : "other arguments";
        }
    }

    public interface Failing extends Branched {

        @Retryable(maxRetries = 2, delay = 1)
        String call(String argument) throws IOException;

        CompletableFuture<String> later(String argument) throws IOException;

        CompletableFuture<String> legacyLater(String argument) throws IOException;
    }

    public static class Checked implements Failing {

        private final Branches branches;

        Checked(Branches branches) {
            this.branches = branches;
        }

        @Override
        public Branches branches() {
            return branches;
        }

        @Override
        @Toggled
        public String call(String argument) throws IOException {
            return branches.<IOException>run(NEW, argument);
        }

        private String legacyCall(String argument) throws IOException {
            return branches.<IOException>run(LEGACY, argument);
        }

        @Override
        @ToggledLater
        public CompletableFuture<String> later(String argument) throws IOException {
            return CompletableFuture.completedFuture(branches.<IOException>run(NEW, argument));
        }

        @Override
        @Async
        public CompletableFuture<String> legacyLater(String argument) throws IOException {
            return CompletableFuture.completedFuture(branches.<IOException>run(LEGACY, argument));
        }
    }

    /** Makes one of the beans as a product. */
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

    /** Gets two beans of one class: by the primary one, and by a qualifier. */
    static class Injected {

        final Routed primary;

        final Routed other;

        Injected(Routed primary, @Qualifier("other") Routed other) {
            this.primary = primary;
            this.other = other;
        }
    }
}
