package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import java.util.Set;

/** {@code excluded} or {@code users}: each user who is listed gets the same answer. */
final class ListStep extends Step {

    private final String name;

    private final Set<String> users;

    private final int verdict;

    private ListStep(String name, Set<String> users, int verdict) {
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
    boolean asksForUser() {
        return true;
    }

    @Override
    int decide(EvaluationContextProvider who, EvaluationContext context) {
        String user = context.targetingKey();
        return user != null && users.contains(user) ? verdict : Verdict.PASS;
    }

    @Override
    Reason reason(int decided) {
        return Reason.TARGETING_MATCH;
    }

    @Override
    String explain(int decided, EvaluationContext context) {
        if (context.targetingKey() == null) {
            return "nobody is asking";
        }
        return (decided == Verdict.PASS ? "not among the " : "among the ") + users.size() + " listed";
    }

    @Override
    String detail(int decided) {
        return "listed in '" + name + "'";
    }
}
