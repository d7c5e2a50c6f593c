package com.example.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagReferences;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The application is compiled with the annotation processor as it is published. */
@SpringBootTest
class ShopReferencesTests {

    private static final Path SOURCE = Path.of("src/main/java/com/example/shop/CheckoutService.java");

    private static final String DECLARATION = "    public String checkout(boolean failing) {";

    @Test
    void referencesHaveTheLinesOfTheIndex(@Autowired FlagReferences references) throws IOException {
        List<String> lines = Files.readAllLines(SOURCE);
        // The class file has the line below it, which is the first one of the code.
        int line = lines.indexOf(DECLARATION) + 1;
        assertThat(references.of("new_checkout_flow"))
                .extracting(CodeReference::place)
                .containsExactly("com.example.shop.CheckoutService.checkout(boolean), line " + line);
    }

    @Test
    void theApplicationHasTheIndex() throws IOException {
        try (InputStream index = CheckoutService.class.getResourceAsStream("/META-INF/feature-flags.json")) {
            assertThat(new String(Objects.requireNonNull(index).readAllBytes(), UTF_8))
                    .contains("\"flag\": \"new_checkout_flow\", \"class\": \"com.example.shop.CheckoutService\"");
        }
    }
}
