package io.featureflags.benchmarks.call;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.benchmarks.Application;
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

    private final Application ready = new Application(VALUES, true, Customers.class, ReadyProvider.class);

    private final Application threads = new Application(VALUES, true, Customers.class, ThreadProvider.class);

    private final Customers customers = ready.bean("customers", Customers.class);

    private final Customers customersOfThreads = threads.bean("customers", Customers.class);

    private final String[] users = users();

    private final Order[] orders =
            IntStream.range(0, USERS).mapToObj(i -> new Order("user_" + i, i)).toArray(Order[]::new);

    /** Checks every answer. */
    @Setup
    public void check() {
        int ofShare = 0;
        for (int i = 0; i < USERS; i++) {
            String wanted = i % 2 == 0 ? Greeting.NEW : Greeting.LEGACY;
            must(wanted, customers.byArgument(users[i]));
            must(wanted, customers.byProperty(orders[i]));
            must(wanted, customers.bySpel(orders[i]));
            ThreadProvider.USER.set(users[i]);
            must(wanted, customersOfThreads.byProvider(users[i]));
            ofShare += customers.share(users[i]).equals(Greeting.NEW) ? 1 : 0;
        }
        must(Greeting.NEW, customers.byProvider(users[1]));
        if (ofShare == USERS) {
            throw new IllegalStateException("10 % must not be all");
        }
    }

    /** Users of whom every other one is listed. */
    static String[] users() {
        return IntStream.range(0, USERS).mapToObj(i -> "user_" + i).toArray(String[]::new);
    }

    static void must(String wanted, String answer) {
        if (!answer.equals(wanted)) {
            throw new IllegalStateException("Must be " + wanted + ", not " + answer);
        }
    }

    /**
     * A provider has made the context before: what the decision alone costs.
     *
     * @param steps where this thread stands
     * @return one of the answers
     */
    @Benchmark
    public String madeBefore(Steps steps) {
        return customers.byProvider(users[steps.next(USERS)]);
    }

    /**
     * A provider makes the context of a user that the thread is bound to.
     *
     * @param steps where this thread stands
     * @return one of the answers
     */
    @Benchmark
    public String provider(Steps steps) {
        String user = users[steps.next(USERS)];
        ThreadProvider.USER.set(user);
        return customersOfThreads.byProvider(user);
    }

    /**
     * {@code #user}.
     *
     * @param steps where this thread stands
     * @return one of the answers
     */
    @Benchmark
    public String argument(Steps steps) {
        return customers.byArgument(users[steps.next(USERS)]);
    }

    /**
     * {@code #order.customer}.
     *
     * @param steps where this thread stands
     * @return one of the answers
     */
    @Benchmark
    public String property(Steps steps) {
        return customers.byProperty(orders[steps.next(USERS)]);
    }

    /**
     * Any other expression.
     *
     * @param steps where this thread stands
     * @return one of the answers
     */
    @Benchmark
    public String spel(Steps steps) {
        return customers.bySpel(orders[steps.next(USERS)]);
    }

    /**
     * {@code #user}, of whom 10 % are to get the new code.
     *
     * @param steps where this thread stands
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
