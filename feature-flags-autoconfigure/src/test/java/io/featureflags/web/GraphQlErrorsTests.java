package io.featureflags.web;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQLError;
import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.graphql.test.autoconfigure.GraphQlTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.GraphQlExceptionHandler;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** A disabled feature is NOT_FOUND for each kind of handler method, unless the application has a handler of its own. */
@GraphQlTest
@ContextConfiguration(classes = GraphQlErrorsTests.Application.class)
@TestPropertySource(properties = "spring.graphql.schema.locations=classpath:harbours/")
class GraphQlErrorsTests {

    @Autowired
    private GraphQlTester graphQl;

    @ParameterizedTest
    @ValueSource(strings = {"tide", "depth"})
    void fieldsAreNotFoundWhileTheRestIsReturned(String field) {
        graphQl.document("{ harbours { name " + field + " } }")
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors).singleElement().satisfies(error -> {
                    assertThat(error.getErrorType()).isEqualTo(ErrorType.NOT_FOUND);
                    assertThat(error.getPath()).isEqualTo("harbours[0]." + field);
                }))
                .path("harbours[0].name")
                .entity(String.class)
                .isEqualTo("Oslo");
    }

    @Test
    void aHandlerOfTheApplicationComesFirst() {
        graphQl.document("{ pilot }")
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors).singleElement().satisfies(error -> {
                    assertThat(error.getErrorType()).isEqualTo(ErrorType.FORBIDDEN);
                    assertThat(error.getMessage()).isEqualTo("no pilot");
                }));
    }

    /** The application, with handler methods of each kind. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Harbours.class, Pilots.class})
    static class Application {}

    /** A type with fields of other handler methods. */
    record HarbourRow(String name) {}

    /** Handler methods of fields, one by one and in batches. */
    @Controller
    static class Harbours {

        @QueryMapping
        public List<HarbourRow> harbours() {
            return List.of(new HarbourRow("Oslo"));
        }

        @SchemaMapping(typeName = "Harbour")
        @FeatureToggle(value = "tides", otherwise = Otherwise.THROW)
        public String tide(HarbourRow harbour) {
            return "high";
        }

        @BatchMapping(typeName = "Harbour")
        @FeatureToggle(value = "depths", otherwise = Otherwise.THROW)
        public List<String> depth(List<HarbourRow> harbours) {
            return harbours.stream().map(HarbourRow::name).toList();
        }
    }

    /** A controller with a handler of its own. */
    @Controller
    static class Pilots {

        @QueryMapping
        @FeatureToggle("pilots")
        public String pilot() {
            return "ada";
        }

        @GraphQlExceptionHandler
        public GraphQLError handle(FeatureDisabledException ex) {
            return GraphQLError.newError()
                    .errorType(ErrorType.FORBIDDEN)
                    .message("no pilot")
                    .build();
        }
    }
}
