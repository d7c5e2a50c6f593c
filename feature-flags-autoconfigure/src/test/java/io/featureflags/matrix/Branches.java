package io.featureflags.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The two branches of one bean: runs them, and records their runs. */
public final class Branches {

    static final String NEW = "new";

    static final String LEGACY = "legacy";

    /** The argument that makes a branch fail. */
    static final String FAIL = "fail";

    private final String bean;

    private final Throwable newFailure;

    private final Throwable legacyFailure;

    private final List<Run> runs = new CopyOnWriteArrayList<>();

    Branches(String bean) {
        this(bean, new IllegalStateException(NEW), new AssertionError(LEGACY));
    }

    Branches(String bean, Throwable newFailure, Throwable legacyFailure) {
        this.bean = bean;
        this.newFailure = newFailure;
        this.legacyFailure = legacyFailure;
    }

    /** Runs a branch, and returns its answer. Its failure may be of any type. */
    @SuppressWarnings("unchecked")
    <E extends Throwable> String run(String branch, String argument) throws E {
        runs.add(new Run(
                branch,
                Thread.currentThread().getName(),
                TransactionSynchronizationManager.isActualTransactionActive()));
        if (argument.equals(FAIL)) {
            throw (E) failure(branch);
        }
        return answer(branch, argument);
    }

    String answer(String branch, String argument) {
        return branch + " on " + bean + ": " + argument;
    }

    Throwable failure(String branch) {
        return branch.equals(NEW) ? newFailure : legacyFailure;
    }

    /** Returns the runs since the previous call of this method. */
    List<Run> runs() {
        List<Run> since = new ArrayList<>(runs);
        runs.clear();
        return since;
    }

    @Override
    public String toString() {
        return bean;
    }

    /**
     * A run of a branch.
     *
     * @param branch the branch
     * @param thread name of the thread
     * @param inTransaction whether it ran in a transaction
     */
    record Run(String branch, String thread, boolean inTransaction) {}
}
