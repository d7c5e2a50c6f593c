package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VagueNamesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flag1",
                "test",
                "new_feature",
                "newFeature",
                "NEW_FEATURE",
                "my.test-flag:2",
                "foo",
                "a",
                "1",
                "f1",
                "v2",
                "theFlag",
                "feature-flag",
                "42"
            })
    void vagueNamesAreDetected(String name) {
        assertThat(VagueNames.isVague(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new_checkout_flow",
                "ai_recommendations",
                "testimonials",
                "checkout.v2",
                "flagship_store",
                "newsletter",
                "oauth2",
                "a11y_menu",
                "dark-mode",
                "contest"
            })
    void descriptiveNamesAreNotVague(String name) {
        assertThat(VagueNames.isVague(name)).isFalse();
    }
}
