package io.featureflags.benchmarks.call;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The user of a call: half of the users are listed, and each call is of the next user. */
@State(Scope.Benchmark)
public class UserAsked {

    private static final String LISTED = "{\"users\": [\"user_0\", \"user_2\", \"user_4\", \"user_6\"]}";

    static final Map<String, String> VALUES = Map.of("listed", LISTED, "share", "10%");

    private static final int USERS = 8;

    private final InMemoryApplication ready =
            new InMemoryApplication(VALUES, true, ToggledCustomers.class, ReadyProvider.class);

    private final InMemoryApplication threads =
            new InMemoryApplication(VALUES, true, ToggledCustomers.class, ThreadProvider.class);

    private final ToggledCustomers customers = ready.bean("customers", ToggledCustomers.class);

    private final ToggledCustomers customersOfThreads = threads.bean("customers", ToggledCustomers.class);

    private final String[] users = users();

    private final CustomerOrder[] orders = IntStream.range(0, USERS)
            .mapToObj(i -> new CustomerOrder("user_" + i, i))
            .toArray(CustomerOrder[]::new);

    /** Checks every answer. */
    @Setup
    public void check() {
        int ofShare = 0;
        for (int i = 0; i < USERS; i++) {
            String wanted = i % 2 == 0 ? GreetingService.NEW : GreetingService.LEGACY;
            requireAnswer(wanted, customers.byArgument(users[i]));
            requireAnswer(wanted, customers.byProperty(orders[i]));
            requireAnswer(wanted, customers.bySpel(orders[i]));
            ThreadProvider.USER.set(users[i]);
            requireAnswer(wanted, customersOfThreads.byProvider(users[i]));
            ofShare += customers.share(users[i]).equals(GreetingService.NEW) ? 1 : 0;
        }
        requireAnswer(GreetingService.NEW, customers.byProvider(users[1]));
        if (ofShare == USERS) {
            throw new IllegalStateException("The flag must not be on for all users at 10 %");
        }
    }

    /** Returns users, every other of whom is listed. */
    static String[] users() {
        return IntStream.range(0, USERS).mapToObj(i -> "user_" + i).toArray(String[]::new);
    }

    static void requireAnswer(String wanted, String answer) {
        if (!answer.equals(wanted)) {
            throw new IllegalStateException("Must be " + wanted + ", not " + answer);
        }
    }

    /**
     * Takes a context that was created in advance: the cost of the decision alone.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String madeBefore(Steps steps) {
        return customers.byProvider(users[steps.next(USERS)]);
    }

    /**
     * Takes the user from a provider, which creates the context of the user of the thread.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String provider(Steps steps) {
        String user = users[steps.next(USERS)];
        ThreadProvider.USER.set(user);
        return customersOfThreads.byProvider(user);
    }

    /**
     * Takes the user by {@code #user}.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String argument(Steps steps) {
        return customers.byArgument(users[steps.next(USERS)]);
    }

    /**
     * Takes the user by {@code #order.customer}.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String property(Steps steps) {
        return customers.byProperty(orders[steps.next(USERS)]);
    }

    /**
     * Takes the user by any other expression.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String spel(Steps steps) {
        return customers.bySpel(orders[steps.next(USERS)]);
    }

    /**
     * Takes the user by {@code #user}; the flag is on for 10 % of the users.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String share(Steps steps) {
        return customers.share(users[steps.next(USERS)]);
    }

    @Configuration(proxyBeanMethods = false)
    static class ReadyProvider {

        @Bean
        EvaluationContextProvider provider() {
            EvaluationContext context = EvaluationContext.of("user_2");
            return () -> context;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ThreadProvider {

        static final ThreadLocal<String> USER = new ThreadLocal<>();

        @Bean
        EvaluationContextProvider provider() {
            return () -> EvaluationContext.of(USER.get());
        }
    }
}
