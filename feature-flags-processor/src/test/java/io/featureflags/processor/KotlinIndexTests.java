package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KotlinIndexTests {

    @TempDir
    private Path folder;

    /** The processor of Kotlin compiles stubs, so that their lines are not those of the source. */
    @Test
    void aKotlinClassHasNoLines() {
        CompiledSource compiled = CompiledSource.checked(folder, Map.of("shop/Shop.java", """
                package shop;

                @kotlin.Metadata
                public class Shop {

                    @io.featureflags.FeatureToggle("new_checkout")
                    public void checkout() {}
                }
                """));
        assertThat(compiled.text(FlagIndex.FILE)).isEqualTo("""
                {"flags": [
                  {"flag": "new_checkout", "class": "shop.Shop", "method": "checkout()", "enabledByDefault": false}
                ]}
                """);
    }
}
