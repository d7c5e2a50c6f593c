package io.featureflags.test;

import io.featureflags.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The scopes of the tests that run in one application context. The scope of a call is that of its thread. A thread without
 * one, such as a scheduler, may work for each of the tests that run now.
 */
final class ContextScopes {

    private final ObjectProvider<MemoryStore> stores;

    /** For a context that no test framework manages, such as that of an {@code ApplicationContextRunner}. */
    private final @Nullable FeatureScope ofContext;

    private final List<FeatureScope> running = new CopyOnWriteArrayList<>();

    /** Those that have sent requests, such as in {@code @BeforeAll}. They are no running tests. */
    private final List<FeatureScope> ofClasses = new CopyOnWriteArrayList<>();

    private @Nullable MemoryStore memory;

    /**
     * Creates the scopes.
     *
     * @param stores finds the store in memory, which is emptied after the last test
     * @param managed whether a listener opens a scope for each test
     */
    ContextScopes(ObjectProvider<MemoryStore> stores, boolean managed) {
        this.stores = stores;
        this.ofContext = managed ? null : new FeatureScope(null, "the test", Map.of(), false, true, null);
    }

    /** Begins a scope. A running test that has changed flags of the application fails now: the new one sees the change. */
    synchronized void begin(FeatureScope scope) {
        running.add(scope);
        findMemory();
        for (FeatureScope other : running) {
            other.written().forEach(flag -> reportWrite(flag, other));
            other.written().clear(); // One report is enough.
        }
    }

    /** Ends a scope. After the last one the application is as before: values that tests have written are gone. */
    synchronized void end(FeatureScope scope) {
        scope.end();
        running.remove(scope);
        if (running.isEmpty() && memory != null) {
            memory.clear();
        }
    }

    /** Not at the end of a test: the context may be closed by then, and would create the store again. */
    private synchronized void findMemory() {
        if (memory == null) {
            memory = stores.getIfAvailable();
        }
    }

    /** Returns the scopes that a call on this thread may belong to. */
    List<FeatureScope> ofThisThread() {
        FeatureScope bound = BoundScope.current();
        if (bound != null) {
            return List.of(bound);
        }
        return running.isEmpty() && ofContext != null ? List.of(ofContext) : running;
    }

    /** Returns the one scope that a call on this thread belongs to; null if there is none, or more than one. */
    @Nullable
    FeatureScope single() {
        FeatureScope bound = BoundScope.current();
        if (bound != null) {
            return bound;
        }
        List<FeatureScope> scopes = List.copyOf(ofThisThread());
        return scopes.size() == 1 ? scopes.get(0) : null;
    }

    /** Counts the choice of a branch for the test of this thread. */
    void count(String flag, boolean newCode) {
        FeatureScope scope = single();
        if (scope != null) {
            scope.count(flag, newCode);
        }
    }

    /** Returns the header of requests for a scope, by which {@link #find} finds it. */
    String header(FeatureScope scope) {
        if (scope.isOfClass() && !ofClasses.contains(scope)) {
            ofClasses.removeIf(FeatureScope::isOver);
            ofClasses.add(scope);
        }
        return scope.id();
    }

    /** Finds the scope of a request by its header; null if it is unknown or over. */
    @Nullable
    FeatureScope find(@Nullable String id) {
        return Stream.concat(running.stream(), ofClasses.stream())
                .filter(scope -> scope.id().equals(id) && !scope.isOver())
                .findFirst()
                .orElse(null);
    }

    /** Records a write that all tests of this context see: it fails its test if others run meanwhile. */
    synchronized void written(String flag) {
        FeatureScope writer = single();
        if (writer == null) {
            reportWrite(flag, null);
        } else if (!writer.isIsolated()) {
            writer.written().add(flag);
            reportWrite(flag, writer);
        }
    }

    private void reportWrite(String flag, @Nullable FeatureScope writer) {
        List<FeatureScope> affected = List.copyOf(running);
        if (affected.size() < 2) {
            return;
        }
        List<String> tests = affected.stream().map(FeatureScope::test).sorted().toList();
        String problem = "Feature flag '" + flag + "' was changed for the whole application "
                + (writer == null ? "by thread '" + Thread.currentThread().getName() + "'" : "by " + writer.test())
                + ", while " + tests + " ran in the same application context. Set the flag by @WithFeature,"
                + " @WithFlagValue or TestFeatureFlags, or annotate the test with @FeatureIsolation.";
        (writer == null ? affected : List.of(writer)).forEach(scope -> scope.addProblem(problem));
    }
}
