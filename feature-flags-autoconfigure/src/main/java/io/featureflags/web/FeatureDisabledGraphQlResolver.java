package io.featureflags.web;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import reactor.core.publisher.Mono;

/**
 * Resolves a {@link io.featureflags.FeatureDisabledException} of a query, mutation or subscription of Spring for GraphQL to
 * an error of type {@code NOT_FOUND}. The error contains no flag, class or method, so that a disabled feature stays secret.
 *
 * <p>It is the last of the resolvers: a {@code @GraphQlExceptionHandler} of the application comes first.
 */
public final class FeatureDisabledGraphQlResolver
        implements DataFetcherExceptionResolver, SubscriptionExceptionResolver, Ordered {

    private static final Log logger = LogFactory.getLog(FeatureDisabledGraphQlResolver.class);

    private static final String MESSAGE = "Not Found";

    /** Creates the resolver, which has no state. */
    public FeatureDisabledGraphQlResolver() {}

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable exception, DataFetchingEnvironment environment) {
        return resolve(exception, environment);
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable exception) {
        return resolve(exception, null);
    }

    private static Mono<List<GraphQLError>> resolve(
            Throwable exception, @Nullable DataFetchingEnvironment environment) {
        if (!NotFoundProblem.applies(exception)) {
            return Mono.empty();
        }
        logger.debug("A disabled feature was requested: responded with NOT_FOUND", exception);
        GraphqlErrorBuilder<?> error =
                environment == null ? GraphqlErrorBuilder.newError() : GraphqlErrorBuilder.newError(environment);
        return Mono.just(
                List.of(error.errorType(ErrorType.NOT_FOUND).message(MESSAGE).build()));
    }
}
