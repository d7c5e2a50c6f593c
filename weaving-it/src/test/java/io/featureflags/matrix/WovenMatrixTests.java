package io.featureflags.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.matrix.MatrixBeans.Plain;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** The matrix of proxies, with beans that are woven as they are loaded. */
@Tag("load-time")
class WovenMatrixTests extends RoutingMatrix {

    static Stream<Arguments> cells() {
        return cellsOf(Interception.WOVEN);
    }

    @Test
    void beansAreWoven() {
        assertThat(Plain.class.getDeclaredMethods())
                .anyMatch(method -> method.getName().startsWith("call_aroundBody"));
    }
}
