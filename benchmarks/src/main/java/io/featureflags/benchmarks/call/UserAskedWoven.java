package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.jmh.Steps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@link UserAsked} with woven methods instead of proxies. */
@State(Scope.Benchmark)
public class UserAskedWoven {

    private final WovenCustomers customers = new InMemoryApplication(
                    UserAsked.VALUES, true, WovenCustomers.class, UserAsked.ReadyProvider.class)
            .bean("customers", WovenCustomers.class);

    private final String[] users = UserAsked.users();

    /** Checks every answer. */
    @Setup
    public void check() {
        for (int i = 0; i < users.length; i++) {
            UserAsked.requireAnswer(
                    i % 2 == 0 ? GreetingService.NEW : GreetingService.LEGACY, customers.byArgument(users[i]));
        }
        UserAsked.requireAnswer(GreetingService.NEW, customers.byProvider(users[1]));
    }

    /**
     * Takes a context that was created in advance: the cost of the decision alone.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String madeBefore(Steps steps) {
        return customers.byProvider(users[steps.next(users.length)]);
    }

    /**
     * Takes the user by {@code #user}.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String argument(Steps steps) {
        return customers.byArgument(users[steps.next(users.length)]);
    }
}
