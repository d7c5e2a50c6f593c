package io.featureflags.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The classes of the other tests are woven as intended. */
class WeavingTests {

    @Test
    void classFileIsWovenByCompilerOnly() throws IOException {
        try (InputStream file = Objects.requireNonNull(Shop.class.getResourceAsStream("Shop.class"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(text.contains("FeatureToggleAspect"))
                    .isEqualTo("compile-time".equals(System.getProperty("weaving")));
        }
        assertThat(System.getProperty("weaving")).isIn("compile-time", "load-time");
    }

    @Test
    void loadedClassIsWoven() {
        assertThat(Shop.class.getDeclaredMethods())
                .anyMatch(method -> method.getName().startsWith("checkout_aroundBody"));
    }

    @Test
    void classWithoutTogglesIsNotWoven() {
        assertThat(Plain.class.getDeclaredMethods()).hasSize(1);
        assertThat(Plain.class.getDeclaredFields()).isEmpty();
        assertThat(Arrays.stream(PlainPayment.class.getDeclaredMethods())).hasSize(1);
    }
}
