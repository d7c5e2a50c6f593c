package io.featureflags.ofrep;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** A stream in an asynchronous request of a servlet container. It writes only as much as the client takes. */
final class ServletStream implements StreamConnection, WriteListener, AsyncListener {

    private final AsyncContext async;

    private final ServletOutputStream output;

    private final OfrepStreams streams;

    private final ReentrantLock lock = new ReentrantLock();

    private final WaitingText waiting = new WaitingText();

    /** Whether the container has permitted the first write. */
    private boolean writable;

    private boolean unflushed;

    private boolean completed;

    ServletStream(AsyncContext async, ServletOutputStream output, OfrepStreams streams) {
        this.async = async;
        this.output = output;
        this.streams = streams;
    }

    void start() {
        async.addListener(this);
        output.setWriteListener(this);
    }

    @Override
    public void sendEvent(String text) {
        lock.lock();
        try {
            waiting.event(text);
            write();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sendComment(String text) {
        lock.lock();
        try {
            if (waiting.comment(text)) {
                write();
            } else {
                end();
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
            complete();
        } finally {
            lock.unlock();
        }
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

    @Override
    public void onWritePossible() {
        lock.lock();
        try {
            writable = true;
            write();
        } finally {
            lock.unlock();
        }
    }

    /** Writes and flushes while the container takes it without waiting; it calls {@link #onWritePossible} to go on. */
    private void write() {
        try {
            while (writable && !waiting.hasEnded() && (unflushed || !waiting.isEmpty()) && output.isReady()) {
                if (waiting.isEmpty()) {
                    unflushed = false;
                    output.flush();
                } else {
                    unflushed = true;
                    output.write(waiting.take());
                }
            }
        } catch (IOException | RuntimeException ex) {
            end(); // The client is gone.
        }
    }

    private void complete() {
        if (!completed) {
            completed = true;
            try {
                async.complete();
            } catch (IllegalStateException ex) {
                // The container has ended the request by itself.
            }
        }
        streams.close(this);
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
