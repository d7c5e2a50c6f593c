package io.featureflags.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.matrix.SignatureBeans.CallFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The matrix behind each kind of proxy. */
class ProxyMatrixTests extends RoutingMatrix {

    static Stream<Arguments> cells() {
        return cellsOf(Interception.CGLIB, Interception.JDK);
    }

    @Test
    void springDoesNotRetryClassAnnotationsBehindAJdkProxy() {
        Branches branches = new Branches("bean");
        Interception.JDK
                .with(new ApplicationContextRunner())
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
                .withUserConfiguration(Companion.RETRYABLE.configurations())
                .withBean("bean", CallFunction.class, () -> new CallFunction(branches))
                .run(context -> {
                    @SuppressWarnings("unchecked")
                    Function<String, String> bean = context.getBean("bean", Function.class);

                    assertThat(catchThrowable(() -> bean.apply(Branches.FAIL)))
                            .isSameAs(branches.failure(Branches.NEW));
                    assertThat(branches.runs()).hasSize(1);
                });
    }
}
