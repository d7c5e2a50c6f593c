package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.jmh.Steps;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.ReflectionUtils;

/** Bare limits: Spring finds the user in the arguments of a call, and nothing is decided. */
@State(Scope.Benchmark)
public class UserFound {

    private static final int ORDERS = 8;

    private final CustomerOrder[] orders = IntStream.range(0, ORDERS)
            .mapToObj(i -> new CustomerOrder("user_" + i, i))
            .toArray(CustomerOrder[]::new);

    private final Method method =
            Objects.requireNonNull(ReflectionUtils.findMethod(Offer.class, "bySpel", CustomerOrder.class));

    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    private final Offer target = new ToggledOffers.Offer1();

    private final Expression interpreted = parse(SpelCompilerMode.OFF);

    private final Expression compiled = parse(SpelCompilerMode.MIXED);

    private static Expression parse(SpelCompilerMode mode) {
        return new SpelExpressionParser(new SpelParserConfiguration(mode, null))
                .parseExpression("#order.customer.trim()");
    }

    /** Checks every answer. */
    @Setup
    public void check() {
        for (int i = 0; i < ORDERS; i++) {
            UserAsked.requireAnswer("user_" + i, byVariable(orders[i]));
            UserAsked.requireAnswer("user_" + i, byMethodContext(orders[i]));
        }
    }

    /**
     * Evaluates a compiled expression with one variable: the minimum cost of SpEL.
     *
     * @param steps the position of this thread
     * @return the user
     */
    @Benchmark
    public String variable(Steps steps) {
        return byVariable(orders[steps.next(ORDERS)]);
    }

    /**
     * Creates Spring's context for the method in each call, as the annotations of Spring do.
     *
     * @param steps the position of this thread
     * @return the user
     */
    @Benchmark
    public String methodContext(Steps steps) {
        return byMethodContext(orders[steps.next(ORDERS)]);
    }

    private String byVariable(CustomerOrder order) {
        StandardEvaluationContext context = new StandardEvaluationContext();
        context.setVariable("order", order);
        return user(compiled, context);
    }

    private String byMethodContext(CustomerOrder order) {
        return user(interpreted, new MethodBasedEvaluationContext(target, method, new Object[] {order}, names));
    }

    private static String user(Expression expression, StandardEvaluationContext context) {
        return Objects.requireNonNull(expression.getValue(context, String.class));
    }
}
