package io.featureflags.benchmarks.call;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.benchmarks.PythonFunction;
import io.featureflags.benchmarks.RolloutScenario;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Calls four beans of four classes in turn, each for the next of 1,024 users, of whom 10 % get the new code. */
@State(Scope.Benchmark)
public abstract class OfferCalls {

    private static final String[] FLAGS = {"offer1", "offer2", "offer3", "offer4"};

    /** The values of the flags. */
    static final Map<String, String> VALUES =
            Map.of(FLAGS[0], "10%", FLAGS[1], "10%", FLAGS[2], "10%", FLAGS[3], "10%");

    private final String[] users = RolloutScenario.users();

    private final CustomerOrder[] orders =
            Arrays.stream(users).map(user -> new CustomerOrder(user, 1)).toArray(CustomerOrder[]::new);

    private final Offer[] offers;

    /**
     * Creates calls of beans.
     *
     * @param offers the beans for the flags offer1 to offer4
     */
    OfferCalls(List<Offer> offers) {
        this.offers = offers.toArray(Offer[]::new);
    }

    /** Compares the answer of every bean and user with the Python function. */
    @Setup
    public void check() {
        for (int i = 0; i < offers.length; i++) {
            for (int user = 0; user < users.length; user++) {
                boolean on = PythonFunction.bucket(users[user], FLAGS[i]) < RolloutScenario.PERCENTAGE;
                String wanted = on ? GreetingService.NEW : GreetingService.LEGACY;
                UserAsked.requireAnswer(wanted, offers[i].byArgument(users[user]));
                UserAsked.requireAnswer(wanted, offers[i].bySpel(orders[user]));
                ThreadUser.USER.set(users[user]);
                UserAsked.requireAnswer(wanted, offers[i].byProvider(users[user]));
            }
        }
    }

    /**
     * Takes the user by {@code #user}.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String argument(Steps steps) {
        int step = steps.next(users.length);
        return offer(step).byArgument(users[step]);
    }

    /**
     * Takes the user by any other expression.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String spel(Steps steps) {
        int step = steps.next(users.length);
        return offer(step).bySpel(orders[step]);
    }

    /**
     * Takes the user from a provider, which creates the context of the user of the thread.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String provider(Steps steps) {
        int step = steps.next(users.length);
        ThreadUser.USER.set(users[step]);
        return offer(step).byProvider(users[step]);
    }

    private Offer offer(int step) {
        return offers[step & (offers.length - 1)];
    }

    @Configuration(proxyBeanMethods = false)
    static class ThreadUser {

        static final ThreadLocal<String> USER = new ThreadLocal<>();

        @Bean
        EvaluationContextProvider provider() {
            return () -> EvaluationContext.of(USER.get());
        }
    }
}
