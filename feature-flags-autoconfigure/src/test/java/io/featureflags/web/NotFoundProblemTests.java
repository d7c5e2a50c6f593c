package io.featureflags.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureDisabledException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** The exceptions to which the problem applies, and its content. */
class NotFoundProblemTests {

    private final FeatureDisabledException disabled = new FeatureDisabledException("flag", "Shop.checkout");

    @Test
    void containsExactlyTheFieldsOfTheRfc() {
        assertThat(JsonMapper.shared().readTree(NotFoundProblem.bytes()))
                .isEqualTo(JsonMapper.shared()
                        .createObjectNode()
                        .put("type", "about:blank")
                        .put("title", "Not Found")
                        .put("status", 404));
    }

    @Test
    void appliesToTheExceptionAtAnyDepthOfCauses() {
        Throwable deep = IntStream.range(0, 10)
                .boxed()
                .reduce(
                        (RuntimeException) disabled,
                        (cause, level) -> new IllegalStateException(cause),
                        (one, other) -> other);

        assertThat(NotFoundProblem.applies(disabled)).isTrue();
        assertThat(NotFoundProblem.applies(deep)).isTrue();
    }

    @Test
    void doesNotApplyToOtherExceptions() {
        assertThat(NotFoundProblem.applies(new IllegalStateException("flag"))).isFalse();
        assertThat(NotFoundProblem.applies(new ResponseStatusException(HttpStatus.CONFLICT, "", disabled)))
                .isFalse();
    }

    @Test
    void endsIfCausesFormACycle() {
        Exception one = new Exception();
        Exception other = new Exception(one);
        one.initCause(other);

        assertThat(NotFoundProblem.applies(one)).isFalse();
    }
}
