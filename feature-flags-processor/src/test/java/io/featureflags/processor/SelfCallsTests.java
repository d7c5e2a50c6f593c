package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.processor.CompiledSource.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls in sources where the text alone could hide them. */
class SelfCallsTests {

    private static final String SHOP = """
            package shop;

            import io.featureflags.FeatureToggle;

            public class Shop {

                @FeatureToggle(value = "new_checkout", fallback = "old")
                public String checkout() {
                    return "new";
                }

                public String old() {
                    return "old";
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void callOfAMethodOfAnotherFileIsFound() {
        String subclass = """
                package shop;

                class CornerShop extends Shop {

                    String sell() {
                        return checkout();
                    }
                }
                """;
        assertThat(linesOfCalls(Map.of("shop/Shop.java", SHOP, "shop/CornerShop.java", subclass)))
                .containsExactly(6L);
    }

    @Test
    void callInUnicodeEscapesIsFound() {
        String escaped = SHOP.replace("return \"old\"", "return this.\\u0063heckout()");
        assertThat(linesOfCalls(Map.of("shop/Shop.java", escaped))).containsExactly(13L);
    }

    @Test
    void nameInACommentIsNoCall() {
        String commented = SHOP.replace("return \"old\"", "return \"old\" /* not checkout() */");
        assertThat(linesOfCalls(Map.of("shop/Shop.java", commented))).isEmpty();
    }

    private List<Long> linesOfCalls(Map<String, String> sources) {
        return CompiledSource.checked(folder, sources).messages().stream()
                .filter(message -> message.text().startsWith("This call"))
                .map(Message::line)
                .toList();
    }
}
