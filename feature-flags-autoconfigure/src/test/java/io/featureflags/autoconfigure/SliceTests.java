package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureFlags;
import io.featureflags.spi.FlagStore;
import io.featureflags.testing.LogLines;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.boot.graphql.test.autoconfigure.GraphQlTest;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Slices of Spring Boot route, answer from properties, leave Redis alone, and log nothing. */
@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
class SliceTests {

    private static final String FLAG = "feature-flags.flags.drone_delivery.enabled=true";

    private static final String UNDATED = "feature-flags.flags.unused.enabled=true";

    private static LogLines log;

    @BeforeAll
    static void record() {
        log = LogLines.begin();
    }

    @AfterAll
    static void logsNothing() {
        log.close();
        // Spring Boot logs the start of a slice in the name of its test.
        assertThat(log.of("io.featureflags"))
                .filteredOn(line -> !line.contains("SliceTests."))
                .isEmpty();
    }

    /** The expectations of every slice. */
    abstract static class Slice {

        @Autowired
        private SliceApplication.Parcels parcels;

        @Autowired
        private FeatureFlags flags;

        @Autowired
        private FlagStore store;

        @Test
        void routesByPropertiesAndAnnotations() {
            assertThat(parcels.route()).isEqualTo("drone");
            assertThat(parcels.stamp()).isEqualTo("digital");
            assertThatExceptionOfType(FeatureDisabledException.class).isThrownBy(parcels::pickup);
            assertThat(flags.isEnabled("drone_delivery")).isTrue();
        }

        @Test
        void hasNoStoreInRedis() {
            assertThat(store.isRemote()).isFalse();
        }
    }

    @Nested
    @WebMvcTest
    @ContextConfiguration(classes = SliceApplication.class)
    @TestPropertySource(properties = {FLAG, UNDATED})
    class WebMvcSlice extends Slice {

        @Autowired
        private MockMvcTester mvc;

        @Test
        void respondsAsTheApplication() {
            assertThat(mvc.get().uri("/route")).hasStatusOk().hasBodyTextEqualTo("drone");
            assertThat(mvc.get().uri("/pickup")).hasStatus(404);
        }
    }

    @Nested
    @WebMvcTest
    @ContextConfiguration(classes = SliceApplication.class)
    class UnconfiguredSlice {

        @Autowired
        private MockMvcTester mvc;

        @Test
        void runsTheLegacyCode() {
            assertThat(mvc.get().uri("/route")).hasStatusOk().hasBodyTextEqualTo("van");
        }
    }

    @Nested
    @WebFluxTest
    @ContextConfiguration(classes = SliceApplication.class)
    @TestPropertySource(properties = {FLAG, UNDATED})
    class WebFluxSlice extends Slice {

        @Autowired
        private WebTestClient client;

        @Test
        void respondsAsTheApplication() {
            client.get().uri("/route").exchange().expectBody(String.class).isEqualTo("drone");
            client.get().uri("/pickup").exchange().expectStatus().isNotFound();
        }
    }

    @Nested
    @GraphQlTest
    @ContextConfiguration(classes = SliceApplication.class)
    @TestPropertySource(properties = {FLAG, UNDATED, "spring.graphql.schema.locations=classpath:slices/"})
    class GraphQlSlice extends Slice {

        @Autowired
        private GraphQlTester graphQl;

        @Test
        void respondsAsTheApplication() {
            graphQl.document("{ route }")
                    .execute()
                    .path("route")
                    .entity(String.class)
                    .isEqualTo("drone");
            graphQl.document("{ pickup }")
                    .execute()
                    .errors()
                    .satisfy(errors -> assertThat(errors).singleElement().satisfies(error -> {
                        assertThat(error.getErrorType()).isEqualTo(ErrorType.NOT_FOUND);
                        assertThat(error.getMessage()).isEqualTo("Not Found");
                    }));
        }
    }

    @Nested
    @RestClientTest
    @ContextConfiguration(classes = SliceApplication.class)
    @TestPropertySource(properties = FLAG)
    class RestClientSlice extends Slice {}

    @Nested
    @JsonTest
    @ContextConfiguration(classes = SliceApplication.class)
    @TestPropertySource(properties = FLAG)
    class JsonSlice extends Slice {}

    @Nested
    @DataRedisTest
    @ContextConfiguration(classes = SliceApplication.class)
    @TestPropertySource(properties = {FLAG, "spring.data.redis.port=1"})
    class DataRedisSlice extends Slice {}
}
