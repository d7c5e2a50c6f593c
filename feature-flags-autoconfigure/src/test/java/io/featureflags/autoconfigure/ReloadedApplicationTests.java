package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.SmartClassLoader;

/** An application under devtools, whose class loader is not that of the libraries. */
class ReloadedApplicationTests {

    static class ShopOfALibrary {

        @FeatureToggle(value = "checkout", fallback = "legacyCheckout")
        String checkout() {
            return "new";
        }

        String legacyCheckout() {
            return "legacy";
        }
    }

    /** Public, because Spring calls it by reflection. */
    public static final class ReloadingClassLoader extends URLClassLoader implements SmartClassLoader {

        ReloadingClassLoader() {
            super(new URL[0], ReloadedApplicationTests.class.getClassLoader());
        }

        @Override
        public ClassLoader getOriginalClassLoader() {
            return getParent();
        }

        @Override
        public Class<?> publicDefineClass(String name, byte[] code, @Nullable ProtectionDomain protectionDomain) {
            return defineClass(name, code, 0, code.length, protectionDomain);
        }
    }

    @Test
    void routesBeansThatOnlyTheirOwnPackageSees() {
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
                .withClassLoader(new ReloadingClassLoader())
                .withPropertyValues("feature-flags.store=memory")
                .withBean(ShopOfALibrary.class, ShopOfALibrary::new)
                .run(context -> {
                    assertThat(context.getStartupFailure()).isNull();
                    assertThat(context.getBean(ShopOfALibrary.class).checkout()).isEqualTo("legacy");
                });
    }
}
