package com.example.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.test.TestFeatureFlags;
import io.featureflags.test.WithFeature;
import io.featureflags.test.WithFlagValue;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.testng.AbstractTestNGSpringContextTests;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Annotations and bean in tests of TestNG. */
@SpringBootTest
public class PostageTests extends AbstractTestNGSpringContextTests {

    @Autowired
    private Postage postage;

    @Autowired
    private TestFeatureFlags flags;

    private int before;

    @BeforeMethod
    public void priceBeforeTheTest() {
        before = postage.price(2);
    }

    @Test
    public void legacyCodeByDefault() {
        assertThat(postage.price(2)).isEqualTo(9);
    }

    @Test
    @WithFeature("price_by_weight")
    public void newCode() {
        assertThat(postage.price(2)).isEqualTo(6);
        assertThat(before).isEqualTo(6);
        assertThat(flags.branch("price_by_weight").newCode()).isEqualTo(2);
    }

    @Test
    @WithFlagValue(flag = "price_by_weight", value = "{\"enabled\": false, \"users\": [\"ada\"]}")
    public void valueThatDecidesForAll() {
        assertThat(postage.price(2)).isEqualTo(9);
    }

    @DataProvider
    public Object[][] values() {
        return new Object[][] {{"true", 6}, {"false", 9}, {"100%", 6}, {"0%", 9}};
    }

    @Test(dataProvider = "values")
    public void theBeanSetsEachRow(String value, int price) {
        assertThat(before).isEqualTo(9);
        flags.set("price_by_weight", value);
        assertThat(postage.price(2)).isEqualTo(price);
    }

    @Test
    public void aMisspeltFlagIsRejected() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> flags.on("price_by_wieght"))
                .withMessageContaining("Did you mean 'price_by_weight'?");
    }

    @Test
    public void withoutSpring() {
        Postage routed = TestFeatureFlags.off().on("price_by_weight").route(new Postage());
        assertThat(routed.price(2)).isEqualTo(6);
    }

    @Test
    public void jupiterIsAbsent() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.junit.jupiter.api.Test"));
    }
}
