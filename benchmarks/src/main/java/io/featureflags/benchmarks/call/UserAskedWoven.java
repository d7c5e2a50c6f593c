package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Application;
import io.featureflags.benchmarks.jmh.Steps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@link UserAsked} with woven methods instead of proxies. */
@State(Scope.Benchmark)
public class UserAskedWoven {

    private final WovenCustomers customers = new Application(
                    UserAsked.VALUES, true, WovenCustomers.class, UserAsked.ReadyProvider.class)
            .bean("customers", WovenCustomers.class);

    private final String[] users = UserAsked.users();

    /** Checks every answer. */
    @Setup
    public void check() {
        for (int i = 0; i < users.length; i++) {
            UserAsked.must(i % 2 == 0 ? Greeting.NEW : Greeting.LEGACY, customers.byArgument(users[i]));
        }
        UserAsked.must(Greeting.NEW, customers.byProvider(users[1]));
    }

    /**
     * A provider has made the context before: what the decision alone costs.
     *
     * @param steps where this thread stands
     * @return one of the answers
     */
    @Benchmark
    public String madeBefore(Steps steps) {
        return customers.byProvider(users[steps.next(users.length)]);
    }

    /**
     * {@code #user}.
     *
     * @param steps where this thread stands
     * @return one of the answers
     */
    @Benchmark
    public String argument(Steps steps) {
        return customers.byArgument(users[steps.next(users.length)]);
    }
}
