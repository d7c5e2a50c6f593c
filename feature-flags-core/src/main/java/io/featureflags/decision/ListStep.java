package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import java.util.Set;

/** The step {@code excluded} or {@code users}: gives all listed users the same answer. */
final class ListStep extends Step {

    private final String name;

    private final Set<String> users;

    private final long verdict;

    private ListStep(String name, Set<String> users, long verdict) {
        this.name = name;
        this.users = users;
        this.verdict = verdict;
    }

    static ListStep excluded(Set<String> users) {
        return new ListStep("excluded", users, Verdict.OFF);
    }

    static ListStep users(Set<String> users) {
        return new ListStep("users", users, Verdict.ON);
    }

    @Override
    String name() {
        return name;
    }

    @Override
    boolean isGiven() {
        return !users.isEmpty();
    }

    @Override
    boolean dependsOnUser() {
        return true;
    }

    @Override
    long decide(EvaluationContextProvider contextProvider, EvaluationContext context) {
        String user = context.targetingKey();
        return user != null && users.contains(user) ? verdict : Verdict.PASS;
    }

    @Override
    Reason reason(long decided) {
        return Reason.TARGETING_MATCH;
    }

    @Override
    String explain(long decided, EvaluationContext context) {
        if (context.targetingKey() == null) {
            return "the context has no user";
        }
        return (decided == Verdict.PASS ? "not among the " : "among the ") + users.size() + " listed";
    }

    @Override
    String detail(long decided) {
        return "listed in '" + name + "'";
    }
}
