package io.featureflags.benchmarks.decision;

import org.ff4j.FF4j;
import org.ff4j.core.Feature;
import org.ff4j.core.FlippingExecutionContext;
import org.ff4j.strategy.ClientFilterStrategy;

/** FF4J, which has one strategy for a feature and no rules over attributes: the tenants are a list of 40 clients. */
public class OneListFf4j extends TenantChecks {

    private final FlippingExecutionContext[] users = users(OneListFf4j::context, FlippingExecutionContext[]::new);

    private final FF4j ff4j = new FF4j();

    /** Sets the list. */
    public OneListFf4j() {
        Feature feature = new Feature(FLAG, true);
        feature.setFlippingStrategy(new ClientFilterStrategy(String.join(",", tenants())));
        ff4j.createFeature(feature);
    }

    private static FlippingExecutionContext context(String user, String country, String app, String tenant) {
        FlippingExecutionContext context = new FlippingExecutionContext();
        context.addValue("user", user);
        context.addValue("country", country);
        context.addValue("app", app);
        context.addValue(ClientFilterStrategy.CLIENT_HOSTNAME, tenant);
        return context;
    }

    @Override
    boolean isOn(int number) {
        return ff4j.check(FLAG, users[number]);
    }
}
