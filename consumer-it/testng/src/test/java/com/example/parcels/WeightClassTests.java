package com.example.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.test.WithFeature;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.testng.AbstractTestNGSpringContextTests;
import org.testng.annotations.Test;

/** The flags of a class. */
@SpringBootTest
@WithFeature("price_by_weight")
public class WeightClassTests extends AbstractTestNGSpringContextTests {

    @Autowired
    private Postage postage;

    @Test
    public void theClassDecides() {
        assertThat(postage.price(2)).isEqualTo(6);
    }
}
