package io.featureflags.benchmarks.load;

import io.getunleash.metric.ClientMetrics;
import io.getunleash.metric.ClientRegistration;
import io.getunleash.metric.MetricSender;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link ChangingUnleash} with its metrics, which sum up the answers of each feature and are not sent. */
public class MeteredUnleash extends ChangingUnleash {

    private final NoService service;

    /** Makes the client. */
    public MeteredUnleash() {
        this(new NoService());
    }

    private MeteredUnleash(NoService service) {
        super(settings -> settings.metricsSenderFactory(config -> service));
        this.service = service;
    }

    @Override
    void checkMore() {
        doNow();
        if (service.features.get() != names().length) {
            throw new IllegalStateException("only " + service.features + " features were counted");
        }
    }

    private static final class NoService implements MetricSender {

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
