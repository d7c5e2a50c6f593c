package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ReflectionUtils;

/** Legacy functions of Kotlin are found by their names in the source code, which the compiler changes. */
class KotlinNamesTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class);

    /** The value class of a parameter determines the addition, the module that of an internal function. */
    @ParameterizedTest
    @CsvSource({
        "ByValueClass, run-0pBH-uc, old, old-0pBH-uc",
        "ByModule, run, old, old$shop_app_main",
        "ByBoth, run-3Nx1tcw$main, old, old-3Nx1tcw$main",
        "ByCompiledName, run-0pBH-uc, old-0pBH-uc, old-0pBH-uc",
        "ByExactName, run, old, old old$main",
        "ByEqualAddition, run-0pBH-uc, old, old-0pBH-uc old-nc6xbW0",
    })
    void fallbackIsFoundByItsNameInTheSource(String name, String toggled, String fallback, String legacy) {
        Class<?> type = KotlinShapes.functions(name, fallback, (toggled + " " + legacy).split(" ", -1));
        runner.withBean("bean", bean(type), () -> KotlinShapes.create(bean(type)))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(call(context.getBean("bean"), toggled)).isEqualTo(legacy.split(" ", -1)[0]);
                });
    }

    @Test
    void severalFunctionsOfTheNameStopTheStart() {
        Class<?> type = KotlinShapes.functions("Several", "old", "run", "old-0pBH-uc", "old-nc6xbW0");
        runner.withBean("bean", bean(type), () -> KotlinShapes.create(bean(type)))
                .run(context -> assertThat(AbstractInvalidToggleTests.rootOf(context.getStartupFailure()))
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex)
                                    .hasMessageEndingWith("its fallback 'old' is ambiguous: String"
                                            + " old-0pBH-uc(String), String old-nc6xbW0(String) all fit.");
                            assertThat(ex.action()).contains("value class").contains("internal");
                        }));
    }

    private static Object call(Object bean, String function) {
        return Objects.requireNonNull(ReflectionUtils.invokeMethod(
                Objects.requireNonNull(ReflectionUtils.findMethod(bean.getClass(), function, String.class)),
                bean,
                "text"));
    }

    @SuppressWarnings("unchecked")
    private static Class<Object> bean(Class<?> type) {
        return (Class<Object>) type;
    }
}
