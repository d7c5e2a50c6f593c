package io.featureflags.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.NoOpProvider;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderState;
import dev.openfeature.sdk.ThreadLocalTransactionContextPropagator;
import dev.openfeature.sdk.TransactionContextPropagator;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import io.featureflags.testing.SettableStore;
import jakarta.annotation.PostConstruct;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API that the provider is set on, and what the end of an application leaves there. */
@Tag("openfeature")
@ExtendWith(OutputCaptureExtension.class)
class ProviderBindingTests {

    private static final String DOMAIN = "feature-flags.openfeature.domain=shop";

    private final ProviderThreads threads = new ProviderThreads();

    private final OpenFeatureAPI singleton = OpenFeatureAPI.getInstance();

    /** Contexts that other tests cache have their provider there. */
    @BeforeEach
    void freeTheSingleton() {
        singleton.setProviderAndWait(new NoOpProvider());
        singleton.setProviderAndWait("shop", new NoOpProvider());
    }

    @AfterEach
    void nothingIsLeft() {
        freeTheSingleton();
        threads.awaitEnd();
    }

    private static ConfigurableApplicationContext start(String... properties) {
        return Applications.with(store()).properties(properties).run();
    }

    private static SettableStore store() {
        SettableStore store = new SettableStore();
        store.set("on", "true");
        return store;
    }

    @Test
    void theFirstApplicationHasTheSingletonAndTheNextOneItsOwn(CapturedOutput output) {
        ConfigurableApplicationContext first = start();
        assertThat(output).doesNotContain("isolated");
        ConfigurableApplicationContext second = start();

        assertThat(first.getBean(OpenFeatureAPI.class)).isSameAs(singleton);
        assertThat(second.getBean(OpenFeatureAPI.class)).isNotSameAs(singleton);
        assertThat(output)
                .containsOnlyOnce("The singleton of OpenFeature has the provider "
                        + FeatureFlagsProvider.class.getName() + " already");
        assertThat(first.getBean(Client.class).getBooleanValue("on", false)).isTrue();
        assertThat(second.getBean(Client.class).getBooleanValue("on", false)).isTrue();
        second.close();
        first.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closedInEitherOrderNoProviderIsLeft(boolean firstFirst) {
        ConfigurableApplicationContext first = start();
        ConfigurableApplicationContext second = start();
        OpenFeatureAPI isolated = second.getBean(OpenFeatureAPI.class);
        Client ofSingleton = first.getBean(Client.class);

        (firstFirst ? first : second).close();
        assertThat((firstFirst ? second : first).getBean(Client.class).getBooleanValue("on", false))
                .isTrue();
        (firstFirst ? second : first).close();

        assertThat(singleton.getProvider()).isInstanceOf(NoOpProvider.class);
        assertThat(isolated.getProvider()).isInstanceOf(NoOpProvider.class);
        assertThat(ofSingleton.getBooleanValue("on", false)).isFalse();
        threads.awaitEnd();
        try (ConfigurableApplicationContext third = start()) {
            assertThat(third.getBean(OpenFeatureAPI.class)).isSameAs(singleton);
            assertThat(ofSingleton.getBooleanValue("on", false)).isTrue();
        }
    }

    @Test
    void providersOfOthersAreNotReplaced() {
        InMemoryProvider other = new InMemoryProvider(Map.of());
        singleton.setProviderAndWait(other);
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getBean(OpenFeatureAPI.class)).isNotSameAs(singleton);
            assertThat(singleton.getProvider()).isSameAs(other);
        }
        assertThat(singleton.getProvider()).isSameAs(other);
        assertThatThrownBy(() -> start("feature-flags.openfeature.api=global"))
                .rootCause()
                .hasMessageContaining("has the provider " + InMemoryProvider.class.getName() + " already")
                .hasMessageContaining("auto or isolated");
        assertThat(singleton.getProvider()).isSameAs(other);
    }

    @Test
    void aProviderThatTookItsPlaceStays() {
        InMemoryProvider other = new InMemoryProvider(Map.of());
        try (ConfigurableApplicationContext context = start()) {
            assertThat(singleton.getProvider()).isSameAs(context.getBean(FeatureFlagsProvider.class));
            singleton.setProviderAndWait(other);
        }
        assertThat(singleton.getProvider()).isSameAs(other);
        assertThat(singleton.getClient().getProviderState()).isEqualTo(ProviderState.READY);
    }

    @Test
    void theSingletonOrAnApiOfItsOwn() {
        try (ConfigurableApplicationContext global = start("feature-flags.openfeature.api=global");
                ConfigurableApplicationContext isolated = start("feature-flags.openfeature.api=isolated")) {
            assertThat(global.getBean(OpenFeatureAPI.class)).isSameAs(singleton);
            assertThat(isolated.getBean(OpenFeatureAPI.class)).isNotSameAs(singleton);
        }
    }

    @Test
    void aDomainIsBoundInPlaceOfTheDefault() {
        InMemoryProvider other = new InMemoryProvider(Map.of());
        singleton.setProviderAndWait(other);
        try (ConfigurableApplicationContext context = start(DOMAIN)) {
            FeatureFlagsProvider provider = context.getBean(FeatureFlagsProvider.class);
            assertThat(singleton.getProvider()).isSameAs(other);
            assertThat(singleton.getProvider("shop")).isSameAs(provider);
            assertThat(context.getBean(Client.class).getMetadata().getDomain()).isEqualTo("shop");
            assertThat(context.getBean(Client.class).getBooleanValue("on", false))
                    .isTrue();
            try (ConfigurableApplicationContext second = start(DOMAIN)) {
                assertThat(second.getBean(OpenFeatureAPI.class)).isNotSameAs(singleton);
            }
        }
        assertThat(singleton.getProvider()).isSameAs(other);
        assertThat(singleton.getProvider("shop")).isInstanceOf(NoOpProvider.class);
    }

    @Test
    void anApiOfTheApplicationGetsTheProvider(CapturedOutput output) {
        try (ConfigurableApplicationContext context =
                Applications.with(store()).sources(OwnApi.class).run()) {
            OpenFeatureAPI own = context.getBean(OpenFeatureAPI.class);
            assertThat(own).isNotSameAs(singleton);
            assertThat(own.getProvider()).isSameAs(context.getBean(FeatureFlagsProvider.class));
            assertThat(context.getBean(Client.class).getBooleanValue("on", false))
                    .isTrue();
        }
        try (ConfigurableApplicationContext context =
                Applications.with(store()).sources(OccupiedApi.class).run()) {
            assertThat(context.getBean(OpenFeatureAPI.class).getProvider()).isInstanceOf(InMemoryProvider.class);
            assertThat(output).contains("The OpenFeatureAPI of the application has the provider");
        }
    }

    @Test
    void beansHaveAnswersWhenTheyAreCreated() {
        try (ConfigurableApplicationContext context =
                Applications.with(store()).sources(Early.class).run()) {
            assertThat(context.getBean(Early.class).byClient).isTrue();
            assertThat(context.getBean(Early.class).byApi).isTrue();
        }
    }

    @Test
    void aPropagatorIsSetUntilTheEnd() {
        TransactionContextPropagator before = singleton.getTransactionContextPropagator();
        start().close();
        assertThat(singleton.getTransactionContextPropagator()).isSameAs(before);
        try (ConfigurableApplicationContext context =
                Applications.with(store()).sources(Propagation.class).run()) {
            assertThat(singleton.getTransactionContextPropagator())
                    .isSameAs(context.getBean(TransactionContextPropagator.class));
        }
        assertThat(singleton.getTransactionContextPropagator()).hasSameClassAs(before);
    }

    @Test
    void lazyBeansDoNotDelayTheProvider() {
        try (ConfigurableApplicationContext context = start("spring.main.lazy-initialization=true")) {
            assertThat(singleton.getProvider()).isSameAs(context.getBean(FeatureFlagsProvider.class));
        }
    }

    @Test
    void noneIfDisabled() {
        try (ConfigurableApplicationContext context = start("feature-flags.openfeature.enabled=false")) {
            assertThat(context.getBeansOfType(OpenFeatureAPI.class)).isEmpty();
            assertThat(context.getBeansOfType(Client.class)).isEmpty();
            assertThat(singleton.getProvider()).isInstanceOf(NoOpProvider.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnApi {

        @Bean
        OpenFeatureAPI api() {
            return OpenFeatureAPI.createIsolated();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OccupiedApi {

        @Bean
        OpenFeatureAPI api() {
            OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
            api.setProviderAndWait(new InMemoryProvider(Map.of()));
            return api;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Propagation {

        @Bean
        TransactionContextPropagator propagator() {
            return new ThreadLocalTransactionContextPropagator();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Early {

        private final Client client;

        private final OpenFeatureAPI api;

        private boolean byClient;

        private boolean byApi;

        Early(Client client, OpenFeatureAPI api) {
            this.client = client;
            this.api = api;
        }

        @PostConstruct
        void evaluate() {
            byClient = client.getBooleanValue("on", false);
            byApi = api.getClient().getBooleanValue("on", false);
        }
    }
}
