package io.featureflags.matrix;

import static io.featureflags.matrix.Branches.LEGACY;
import static io.featureflags.matrix.Branches.NEW;

import io.featureflags.matrix.MatrixBeans.Branched;
import io.featureflags.matrix.MatrixBeans.Toggled;
import io.featureflags.matrix.MatrixBeans.ToggledLater;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;

/** More beans of the matrix, whose methods have other signatures: generic, variable, primitive or failing ones. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
public final class SignatureBeans {

    private SignatureBeans() {}

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

        /** Is not a method of the interface, so that a JDK proxy does not have it. */
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
}
