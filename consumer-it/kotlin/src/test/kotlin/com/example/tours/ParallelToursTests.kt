package com.example.tours

import io.featureflags.test.WithFeature
import io.featureflags.test.WithoutFeature
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.RepeatedTest
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.core.PropagationContextElement

/** Coroutines of parallel tests. Those on another dispatcher take the scope along by Spring's context element. */
@SpringBootTest
@Execution(ExecutionMode.CONCURRENT)
class ParallelToursTests(@Autowired private val tours: Tours) {

    @RepeatedTest(20)
    @WithFeature("night_tours")
    fun `new code on each thread`() = runTest {
        assertThat(tours.tour("Ada")).isEqualTo("night tour for Ada")
        delay(1.seconds)
        assertThat(tours.tour("Ada")).isEqualTo("night tour for Ada")
        assertThat(onAnotherDispatcher()).containsOnly("night tour for Ada")
    }

    @RepeatedTest(20)
    @WithoutFeature("night_tours")
    fun `legacy code on each thread`() = runTest {
        assertThat(tours.tour("Ada")).isEqualTo("day tour for Ada")
        delay(1.seconds)
        assertThat(tours.tour("Ada")).isEqualTo("day tour for Ada")
        assertThat(onAnotherDispatcher()).containsOnly("day tour for Ada")
    }

    private suspend fun onAnotherDispatcher(): List<String> =
        withContext(Dispatchers.Default + PropagationContextElement()) {
            List(5) {
                delay(1)
                tours.tour("Ada")
            }
        }
}
