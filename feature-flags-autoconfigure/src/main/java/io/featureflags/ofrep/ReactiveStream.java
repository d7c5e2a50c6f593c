package io.featureflags.ofrep;

import java.util.concurrent.locks.ReentrantLock;
import reactor.core.publisher.FluxSink;

/** A stream in a response of WebFlux. It emits only as much as the client takes. */
final class ReactiveStream implements StreamConnection {

    private final FluxSink<byte[]> sink;

    private final OfrepStreams streams;

    private final ReentrantLock lock = new ReentrantLock();

    private final WaitingText waiting = new WaitingText();

    ReactiveStream(FluxSink<byte[]> sink, OfrepStreams streams) {
        this.sink = sink;
        this.streams = streams;
    }

    void start() {
        sink.onRequest(requested -> emit());
        sink.onDispose(this::end);
    }

    @Override
    public void sendEvent(String text) {
        lock.lock();
        try {
            waiting.event(text);
        } finally {
            lock.unlock();
        }
        emit();
    }

    @Override
    public void sendComment(String text) {
        boolean present;
        lock.lock();
        try {
            present = waiting.comment(text);
        } finally {
            lock.unlock();
        }
        if (present) {
            emit();
        } else {
            end();
        }
    }

    private void emit() {
        lock.lock();
        try {
            if (!waiting.hasEnded() && !waiting.isEmpty() && sink.requestedFromDownstream() > 0) {
                sink.next(waiting.take());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        lock.lock();
        try {
            waiting.end();
        } finally {
            lock.unlock();
        }
        streams.close(this);
        sink.complete();
    }

    @Override
    public boolean hasEnded() {
        lock.lock();
        try {
            return waiting.hasEnded();
        } finally {
            lock.unlock();
        }
    }
}
