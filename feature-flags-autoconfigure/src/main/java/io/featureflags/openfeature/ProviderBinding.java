package io.featureflags.openfeature;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.NoOpProvider;
import dev.openfeature.sdk.NoOpTransactionContextPropagator;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.TransactionContextPropagator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * Sets the provider on an API of OpenFeature, and takes it back when the application ends. The provider of another application
 * or library is never replaced.
 */
public final class ProviderBinding implements DisposableBean {

    private static final Log logger = LogFactory.getLog(ProviderBinding.class);

    private final OpenFeatureAPI api;

    private final boolean owned;

    private final FeatureFlagsProvider provider;

    private final @Nullable String domain;

    private @Nullable TransactionContextPropagator propagator;

    private ProviderBinding(OpenFeatureAPI api, boolean owned, FeatureFlagsProvider provider, @Nullable String domain) {
        this.api = api;
        this.owned = owned;
        this.provider = provider;
        this.domain = domain;
    }

    /**
     * Binds to the singleton of OpenFeature if it has no provider yet, else to a new isolated API.
     *
     * @param provider the provider
     * @param domain domain to bind; null for the default
     * @return the binding
     */
    public static ProviderBinding toFreeApi(FeatureFlagsProvider provider, @Nullable String domain) {
        ProviderBinding binding = new ProviderBinding(OpenFeatureAPI.getInstance(), false, provider, domain);
        FeatureProvider other = binding.bind();
        if (other == null) {
            return binding;
        }
        logger.info("The singleton of OpenFeature has the provider " + name(other)
                + " already. The beans of this application use an isolated OpenFeatureAPI: inject OpenFeatureAPI or Client"
                + " instead of calling OpenFeatureAPI.getInstance().");
        return toIsolatedApi(provider, domain);
    }

    /**
     * Binds to the singleton of OpenFeature.
     *
     * @param provider the provider
     * @param domain domain to bind; null for the default
     * @return the binding
     * @throws IllegalStateException if the singleton has another provider
     */
    public static ProviderBinding toSingleton(FeatureFlagsProvider provider, @Nullable String domain) {
        ProviderBinding binding = new ProviderBinding(OpenFeatureAPI.getInstance(), false, provider, domain);
        FeatureProvider other = binding.bind();
        if (other != null) {
            throw new IllegalStateException(
                    "feature-flags.openfeature.api is global, but the singleton of OpenFeature has the"
                            + " provider " + name(other) + " already, which is not replaced. Remove that provider, set"
                            + " feature-flags.openfeature.domain to a free domain, or set feature-flags.openfeature.api to auto or"
                            + " isolated");
        }
        return binding;
    }

    /**
     * Binds to a new isolated API.
     *
     * @param provider the provider
     * @param domain domain to bind; null for the default
     * @return the binding
     */
    public static ProviderBinding toIsolatedApi(FeatureFlagsProvider provider, @Nullable String domain) {
        ProviderBinding binding = new ProviderBinding(OpenFeatureAPI.createIsolated(), true, provider, domain);
        binding.bind();
        return binding;
    }

    /**
     * Binds to an API of the application, unless it has another provider.
     *
     * @param api the API
     * @param provider the provider
     * @param domain domain to bind; null for the default
     * @return the binding
     */
    public static ProviderBinding to(OpenFeatureAPI api, FeatureFlagsProvider provider, @Nullable String domain) {
        ProviderBinding binding = new ProviderBinding(api, false, provider, domain);
        FeatureProvider other = binding.bind();
        if (other != null) {
            logger.info("The OpenFeatureAPI of the application has the provider " + name(other)
                    + " already, which is not replaced. Its clients do not evaluate feature flags of this library.");
        }
        return binding;
    }

    /**
     * Binds the provider. Contexts of one JVM that start at the same time take turns.
     *
     * @return the other provider that is in the place; null if this one is
     */
    private @Nullable FeatureProvider bind() {
        synchronized (api) {
            FeatureProvider present = domain == null ? api.getProvider() : api.getProvider(domain);
            // The SDK answers for a free domain with the default provider.
            boolean free = present instanceof NoOpProvider || (domain != null && present.equals(api.getProvider()));
            if (present.equals(provider)) {
                return null;
            }
            if (!free) {
                return present;
            }
            if (domain == null) {
                api.setProviderAndWait(provider);
            } else {
                api.setProviderAndWait(domain, provider);
            }
            return null;
        }
    }

    private static String name(FeatureProvider provider) {
        return provider.getClass().getName();
    }

    /**
     * Returns the API.
     *
     * @return the API, with the provider
     */
    public OpenFeatureAPI api() {
        return api;
    }

    /**
     * Returns the provider.
     *
     * @return the provider
     */
    public FeatureFlagsProvider provider() {
        return provider;
    }

    /**
     * Creates a client of the domain.
     *
     * @return the client
     */
    public Client client() {
        return domain == null ? api.getClient() : api.getClient(domain);
    }

    /**
     * Sets the propagator of transaction contexts, until the application ends.
     *
     * @param bean the propagator
     */
    public void propagateBy(TransactionContextPropagator bean) {
        propagator = bean;
        api.setTransactionContextPropagator(bean);
    }

    /** Takes the provider back. The singleton is not shut down, because other applications of the JVM use it. */
    @Override
    public void destroy() {
        if (owned) {
            api.shutdown();
            return;
        }
        synchronized (api) {
            if (api.getProvider().equals(provider)) {
                api.setProviderAndWait(new NoOpProvider());
            }
            if (domain != null && api.getProvider(domain).equals(provider)) {
                api.setProviderAndWait(domain, new NoOpProvider());
            }
            if (propagator != null && propagator.equals(api.getTransactionContextPropagator())) {
                api.setTransactionContextPropagator(new NoOpTransactionContextPropagator());
            }
        }
    }
}
