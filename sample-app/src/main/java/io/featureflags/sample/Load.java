package io.featureflags.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** A client that visits the checkout over HTTP, each time as another user, for a demonstration. */
@Component
class Load implements DisposableBean {

    private final Environment environment;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final AtomicLong visits = new AtomicLong();

    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "load");
        thread.setDaemon(true);
        return thread;
    });

    private volatile long end;

    private volatile int rate;

    Load(Environment environment) {
        this.environment = environment;
    }

    /**
     * Starts visits, in place of earlier ones.
     *
     * @param perSecond visits in a second, in ten portions
     * @param seconds duration
     */
    void start(int perSecond, int seconds) {
        boolean isIdle = System.nanoTime() - end >= 0;
        rate = perSecond;
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        if (isIdle) {
            clock.execute(this::visit);
        }
    }

    private void visit() {
        if (System.nanoTime() - end >= 0) {
            return;
        }
        var unused = clock.schedule(this::visit, 100, TimeUnit.MILLISECONDS);
        URI shop =
                URI.create("http://localhost:" + environment.getProperty("local.server.port") + "/checkout?user=user_");
        for (int i = 0; i < rate / 10; i++) {
            try {
                client.send(
                        HttpRequest.newBuilder(URI.create(shop.toString() + visits.incrementAndGet()))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            } catch (IOException ex) {
                return; // The shop is busy or stopping: the next portion may succeed.
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}
