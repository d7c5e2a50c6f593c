package io.featureflags.test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What one test has set, and what happened in it. It belongs to the test, and never to an application context. */
final class FeatureScope {

    /** Unique among the running tests, and not known to another application. It is no secret. */
    private final String id = Long.toHexString(ThreadLocalRandom.current().nextLong());

    private final @Nullable Class<?> testClass;

    private final String test;

    private final boolean ofClass;

    private final boolean isolated;

    private final @Nullable TestFeatureFlags flags;

    /** What {@link #reset()} goes back to. */
    private final ConcurrentMap<String, String> declared;

    private final ConcurrentMap<String, String> values;

    private final ConcurrentMap<String, Branches> branches = new ConcurrentHashMap<>();

    private final Set<String> written = ConcurrentHashMap.newKeySet();

    private final Set<String> problems = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Instant instant;

    private volatile boolean over;

    /**
     * Creates the scope.
     *
     * @param testClass class of the test; null without a test framework
     * @param test name of the test, for messages
     * @param declared values of the annotations, by flag
     * @param ofClass whether it is in force outside of test methods, for a class
     * @param isolated whether no other test runs meanwhile
     * @param flags those of the application context; null if it is not known
     */
    FeatureScope(
            @Nullable Class<?> testClass,
            String test,
            Map<String, String> declared,
            boolean ofClass,
            boolean isolated,
            @Nullable TestFeatureFlags flags) {
        this.testClass = testClass;
        this.test = test;
        this.ofClass = ofClass;
        this.declared = new ConcurrentHashMap<>(declared);
        this.values = new ConcurrentHashMap<>(declared);
        this.isolated = isolated;
        this.flags = flags;
    }

    String id() {
        return id;
    }

    String test() {
        return test;
    }

    /** Returns whether this is the scope of a test class, or of one of its methods. */
    boolean belongsTo(Class<?> type) {
        return type == testClass;
    }

    /** Returns whether this is the scope of a class. It belongs to the thread of the class alone, outside of its tests. */
    boolean isOfClass() {
        return ofClass;
    }

    boolean isIsolated() {
        return isolated;
    }

    /** Returns the flags of the application context; null if it is not known. */
    @Nullable
    TestFeatureFlags flags() {
        return flags;
    }

    /** Returns the value that the test has set; null if it has set none. */
    @Nullable
    String value(String flag) {
        return values.get(flag);
    }

    /** Sets a value as an annotation does. */
    void declare(String flag, String value) {
        declared.put(flag, value);
        values.put(flag, value);
    }

    /** Sets a value, or none. */
    void set(String flag, @Nullable String value) {
        if (value == null) {
            values.remove(flag);
        } else {
            values.put(flag, value);
        }
    }

    void at(Instant now) {
        instant = now;
    }

    /** Goes back to the values of the annotations, and to the time of the application. */
    void reset() {
        values.clear();
        values.putAll(declared);
        instant = null;
    }

    /** Returns whether a flag without a value of the test can have another answer than in the application. */
    boolean changesDecisions() {
        return !values.isEmpty() || instant != null;
    }

    /** Returns the clock of the test. */
    Clock clock(Clock application) {
        Instant now = instant;
        return now == null ? application : Clock.fixed(now, ZoneOffset.UTC);
    }

    void count(String flag, boolean newCode) {
        Branches both = branches.computeIfAbsent(flag, name -> new Branches(new LongAdder(), new LongAdder()));
        (newCode ? both.newCode() : both.legacy()).increment();
    }

    BranchCalls calls(String flag) {
        Branches both = branches.get(flag);
        return both == null
                ? new BranchCalls(0, 0)
                : new BranchCalls(both.newCode().sum(), both.legacy().sum());
    }

    /** Returns the flags that the test has changed for the whole application. */
    Set<String> written() {
        return written;
    }

    /** Records why the test fails at its end. */
    void addProblem(String problem) {
        problems.add(problem);
    }

    List<String> problems() {
        return problems.stream().sorted().toList();
    }

    /** Ends the scope: threads that still have it are without one. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** The calls of one flag. */
    private record Branches(LongAdder newCode, LongAdder legacy) {}
}
