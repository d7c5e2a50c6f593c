package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FailedWrite;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;

/** Gives each entry to several sinks, each of which has a thread of its own, so that none waits for another. */
public final class QueuedSinks implements AuditListener, DisposableBean {

    private final List<QueuedSink> sinks;

    /**
     * Creates the queues.
     *
     * @param sinks take the entries
     */
    public QueuedSinks(List<AuditSink> sinks) {
        this.sinks = sinks.stream().map(QueuedSink::new).toList();
    }

    @Override
    public void recorded(AuditEntry entry) {
        sinks.forEach(sink -> sink.take(entry));
    }

    @Override
    public void failed(FailedWrite write) {
        sinks.forEach(sink -> sink.takeFailed(write));
    }

    /** Gives what waits a moment to be taken: it is of meaning after the application, too. */
    @Override
    public void destroy() {
        sinks.forEach(QueuedSink::stop);
    }
}
