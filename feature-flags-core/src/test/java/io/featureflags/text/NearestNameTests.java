package io.featureflags.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTests {

    @ParameterizedTest
    @CsvSource({
        "Percentage, percentage",
        "PERCENTAGE, percentage",
        "per-cent_age, percentage",
        "precentage, percentage",
        "percentaeg, percentage",
        "percntge, percentage",
        "user, users",
        "form, from",
        "new-checkout-flow, new_checkout_flow",
        "new_chekout_flow, new_checkout_flow",
        "newcheckoutflw, new_checkout_flow"
    })
    void misspeltNamesAreFound(String written, String wanted) {
        assertThat(NearestName.find(written, List.of("percentage", "users", "from", "new_checkout_flow")))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"usa", "fo", "prcntge", "team", "beta", "old_checkout_flow", "''"})
    void otherNamesAreNot(String written) {
        assertThat(NearestName.find(written, List.of("percentage", "users", "from", "new_checkout_flow")))
                .isNull();
    }

    @Test
    void theNearestIsChosenAndNeverTheNameItself() {
        assertThat(NearestName.find("checkout_v3", List.of("checkout_v21", "checkout_v3", "checkout_v2")))
                .isEqualTo("checkout_v2");
    }
}
