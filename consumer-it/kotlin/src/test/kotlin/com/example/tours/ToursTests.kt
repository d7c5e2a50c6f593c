package com.example.tours

import io.featureflags.test.Feature
import io.featureflags.test.FeatureVariations
import io.featureflags.test.TestFeatureFlags
import io.featureflags.test.WithFeature
import io.featureflags.test.WithFlagValue
import io.featureflags.test.WithoutFeature
import kotlin.time.Duration.Companion.hours
import kotlinx.coroutines.delay
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest

/** The annotations in Kotlin, which repeat. */
@SpringBootTest
class ToursTests(@Autowired private val tours: Tours) {

    @Test
    fun `legacy code by default`() {
        assertThat(tours.tour("Ada")).isEqualTo("day tour for Ada")
        assertThat(tours.price()).isEqualTo(15)
    }

    @Test
    @WithFeature("night_tours")
    @WithFeature("tour_prices")
    fun `annotations repeat`() {
        assertThat(tours.tour("Ada")).isEqualTo("night tour for Ada")
        assertThat(tours.price()).isEqualTo(20)
    }

    @Test
    @WithFeature("night_tours", "tour_prices")
    fun `several names in one annotation`() {
        assertThat(tours.tour("Ada")).isEqualTo("night tour for Ada")
        assertThat(tours.price()).isEqualTo(20)
    }

    @Test
    @WithFlagValue(flag = "night_tours", value = "100%")
    @WithoutFeature("tour_prices")
    fun `one on and one off`() {
        assertThat(tours.tour("Ada")).isEqualTo("night tour for Ada")
        assertThat(tours.price()).isEqualTo(15)
    }

    @FeatureVariations("night_tours")
    fun `both ways`(@Feature("night_tours") night: Boolean) {
        assertThat(tours.tour("Ada")).startsWith(if (night) "night" else "day")
    }

    @Test
    @WithFeature("night_tours")
    fun `runTest keeps the scope`(@Autowired flags: TestFeatureFlags) = runTest {
        assertThat(tours.tour("Ada")).isEqualTo("night tour for Ada")
        delay(1.hours)
        assertThat(tours.tour("Ada")).isEqualTo("night tour for Ada")
        flags.off("night_tours")
        assertThat(tours.tour("Ada")).isEqualTo("day tour for Ada")
    }

    @Test
    fun `without Spring`() {
        val routed = TestFeatureFlags.off().on("tour_prices").route(Tours())
        assertThat(routed.price()).isEqualTo(20)
    }
}
