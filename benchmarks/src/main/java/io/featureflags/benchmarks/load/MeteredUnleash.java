package io.featureflags.benchmarks.load;

import io.getunleash.metric.ClientMetrics;
import io.getunleash.metric.ClientRegistration;
import io.getunleash.metric.MetricSender;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link ChangingUnleash} with its metrics, which sum up the answers of each feature and are not sent. */
public class MeteredUnleash extends ChangingUnleash {

    private final CountingMetricSender service;

    /** Creates the client. */
    public MeteredUnleash() {
        this(new CountingMetricSender());
    }

    private MeteredUnleash(CountingMetricSender service) {
        super(settings -> settings.metricsSenderFactory(config -> service));
        this.service = service;
    }

    @Override
    void checkMore() {
        runTasks();
        if (service.features.get() != names().length) {
            throw new IllegalStateException("Only " + service.features + " features were counted");
        }
    }

    private static final class CountingMetricSender implements MetricSender {

        private final AtomicInteger features = new AtomicInteger();

        @Override
        public int registerClient(ClientRegistration registration) {
            return 200;
        }

        @Override
        public int sendMetrics(ClientMetrics metrics) {
            features.set(
                    Objects.requireNonNull(metrics.getBucket()).getToggles().size());
            return 200;
        }
    }
}
