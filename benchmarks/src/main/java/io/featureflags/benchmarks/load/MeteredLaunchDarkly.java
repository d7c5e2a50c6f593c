package io.featureflags.benchmarks.load;

import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.subsystems.EventSender;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link ChangingLaunchDarkly} with its events, which sum up the answers of each flag and are not sent. */
public class MeteredLaunchDarkly extends ChangingLaunchDarkly {

    private final CountingEventSender service;

    /** Creates the client. */
    public MeteredLaunchDarkly() {
        this(new CountingEventSender());
    }

    private MeteredLaunchDarkly(CountingEventSender service) {
        super(Components.sendEvents().eventSender(context -> service));
        this.service = service;
    }

    @Override
    void checkMore() {
        client().flush();
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (service.events.get() == 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No answers were counted");
            }
            Thread.onSpinWait();
        }
    }

    private static final class CountingEventSender implements EventSender {

        private final AtomicInteger events = new AtomicInteger();

        @Override
        public Result sendAnalyticsEvents(byte[] data, int eventCount, URI eventsBaseUri) {
            events.addAndGet(eventCount);
            return Result.SUCCESS;
        }

        @Override
        public Result sendDiagnosticEvent(byte[] data, URI eventsBaseUri) {
            return Result.SUCCESS;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
