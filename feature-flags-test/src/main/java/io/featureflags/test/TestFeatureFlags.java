package io.featureflags.test;

import io.featureflags.InvalidFlagValueException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Sets feature flags for the running test alone. It is a bean of every application context of a test, and may be a parameter
 * of a test method of JUnit. The flags end with the test, and no store is written.
 *
 * <p>Which test a call belongs to is determined by its thread: the thread of the test, or one that has taken its scope along.
 * Any other thread may call these methods if one test alone runs in the application context.
 */
public final class TestFeatureFlags {

    static final String HEADER = "X-Feature-Flags-Test";

    private final ContextScopes scopes;

    private final ScopedFlags flags;

    private final FlagNameCheck names;

    TestFeatureFlags(ContextScopes scopes, ScopedFlags flags, FlagNameCheck names) {
        this.scopes = scopes;
        this.flags = flags;
        this.names = names;
    }

    /**
     * Returns flags for a test without Spring, which are all off.
     *
     * @return the flags, to be passed to a constructor
     */
    public static StandaloneFeatureFlags off() {
        return new StandaloneFeatureFlags();
    }

    /**
     * Returns the flags of an application context, such as that of an {@code ApplicationContextRunner}.
     *
     * @param context the context
     * @return its flags
     * @throws IllegalStateException if it has none; a runner needs {@link FeatureFlagsTest#configurations()}
     */
    public static TestFeatureFlags of(ApplicationContext context) {
        TestFeatureFlags flags = context.getBeanProvider(TestFeatureFlags.class).getIfAvailable();
        if (flags == null) {
            throw new IllegalStateException("The application context has no feature flags for tests. Configure an"
                    + " ApplicationContextRunner with FeatureFlagsTest.configurations(). In a test class, check that"
                    + " feature-flags-autoconfigure is not excluded.");
        }
        return flags;
    }

    /**
     * Switches a flag on for every user.
     *
     * @param name name of the flag
     * @return this object
     * @throws IllegalArgumentException if neither the code nor {@code application.yml} has the flag
     * @throws IllegalStateException if this thread does not belong to a running test
     */
    public TestFeatureFlags on(String name) {
        return set(name, "true");
    }

    /**
     * Switches a flag off for every user.
     *
     * @param name name of the flag
     * @return this object
     * @throws IllegalArgumentException if neither the code nor {@code application.yml} has the flag
     * @throws IllegalStateException if this thread does not belong to a running test
     */
    public TestFeatureFlags off(String name) {
        return set(name, "false");
    }

    /**
     * Sets a value.
     *
     * @param name name of the flag
     * @param value the value, as Redis could have it, such as {@code 25%} or a JSON object
     * @return this object
     * @throws IllegalArgumentException if neither the code nor {@code application.yml} has the flag
     * @throws InvalidFlagValueException if the value is not understood
     * @throws IllegalStateException if this thread does not belong to a running test
     */
    public TestFeatureFlags set(String name, String value) {
        check(name, value);
        put(scopeOfMethod(), name, value);
        return this;
    }

    /**
     * Sets a value while an action runs, and then what was set before.
     *
     * @param name name of the flag
     * @param value the value, as Redis could have it
     * @param action the action, which runs on this thread
     * @throws IllegalArgumentException if neither the code nor {@code application.yml} has the flag
     * @throws InvalidFlagValueException if the value is not understood
     * @throws IllegalStateException if this thread does not belong to a running test
     */
    public void with(String name, String value, Runnable action) {
        check(name, value);
        FeatureScope scope = scope();
        String former = scope.value(name);
        put(scope, name, value);
        try {
            action.run();
        } finally {
            put(scope, name, former);
        }
    }

    /**
     * Goes back to the flags and the time that the test began with: those of its annotations.
     *
     * @throws IllegalStateException if this thread does not belong to a running test
     */
    public void reset() {
        scope().reset();
        forgetAnswers();
    }

    /**
     * Decides the time windows of flags at an instant, for this test.
     *
     * @param now the instant
     * @return this object
     * @throws IllegalStateException if this thread does not belong to a running test
     */
    public TestFeatureFlags at(Instant now) {
        scopeOfMethod().at(now);
        forgetAnswers();
        return this;
    }

    /**
     * Returns how often the branches of a flag were chosen in this test so far. Calls of a thread that may belong to several
     * tests are not counted.
     *
     * @param name name of the flag
     * @return the calls
     * @throws IllegalArgumentException if neither the code nor {@code application.yml} has the flag
     * @throws IllegalStateException if this thread does not belong to a running test
     */
    public BranchCalls branch(String name) {
        names.check(name);
        return scope().calls(name);
    }

    /**
     * Returns the HTTP header by which a request to the started application belongs to this test: for clients other than
     * {@code TestRestTemplate}, {@code RestTestClient} and {@code WebTestClient}, which send it already.
     *
     * @return one name with its value
     * @throws IllegalStateException if this thread does not belong to a running test
     */
    public Map<String, String> header() {
        return Map.of(HEADER, scopes.header(scope()));
    }

    /** Returns the scopes of the application context. */
    ContextScopes scopes() {
        return scopes;
    }

    /** Checks the name and the value of a flag; throws what {@link #set} throws. */
    void check(String name, String value) {
        names.check(name);
        try {
            flags.meaning(value);
        } catch (InvalidFlagValueException ex) {
            throw new InvalidFlagValueException(
                    "The value of feature flag '" + name + "' is not understood: " + ex.getMessage());
        }
    }

    private static void put(FeatureScope scope, String name, @Nullable String value) {
        scope.set(name, value);
        forgetAnswers();
    }

    /** With {@code feature-flags.request-consistency}, the mock request of this thread would keep its first answers. */
    private static void forgetAnswers() {
        ThreadRequest.forgetAnswers();
    }

    private FeatureScope scopeOfMethod() {
        FeatureScope scope = scope();
        if (scope.isOfClass()) {
            throw new IllegalStateException(
                    "No test of " + scope.test() + " would notice: each begins with the flags of its"
                            + " annotations. Annotate the class, or set the flag in @BeforeEach.");
        }
        return scope;
    }

    private FeatureScope scope() {
        FeatureScope scope = scopes.single();
        if (scope == null) {
            List<String> running = scopes.ofThisThread().stream()
                    .map(FeatureScope::test)
                    .sorted()
                    .toList();
            throw new IllegalStateException("Thread '" + Thread.currentThread().getName()
                    + "' does not belong to a test: "
                    + (running.isEmpty()
                            ? "none runs in this application context. Set flags in a test or in @BeforeEach."
                            : running + " run in this application context. Set flags on the thread of the test."));
        }
        return scope;
    }
}
