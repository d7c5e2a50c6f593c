package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FailedWrite;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;

/** Passes each entry to several sinks, each with a thread of its own, so that none waits for another. */
public final class QueuedSinks implements AuditListener, DisposableBean {

    private final List<QueuedSink> sinks;

    /**
     * Creates the queues.
     *
     * @param sinks sinks that receive the entries
     */
    public QueuedSinks(List<AuditSink> sinks) {
        this.sinks = new ArrayList<>(sinks.size());
        for (AuditSink sink : sinks) {
            this.sinks.add(new QueuedSink(sink));
        }
    }

    @Override
    public void recorded(AuditEntry entry) {
        sinks.forEach(sink -> sink.take(entry));
    }

    @Override
    public void failed(FailedWrite write) {
        sinks.forEach(sink -> sink.takeFailed(write));
    }

    /** Waits up to a second for entries in the queues: an audit matters after the end of the application, too. */
    @Override
    public void destroy() {
        sinks.forEach(QueuedSink::stop);
    }
}
