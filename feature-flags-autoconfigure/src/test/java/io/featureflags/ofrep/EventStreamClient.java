package io.featureflags.ofrep;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of one stream, which collects its lines. */
final class EventStreamClient implements Flow.Subscriber<String>, AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(30))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    private final CompletableFuture<HttpResponse<Void>> end;

    private volatile boolean ended;

    private EventStreamClient(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        end = CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(this));
    }

    /** Connects, and waits until the stream is open. */
    static EventStreamClient connect(String url, String... headers) {
        EventStreamClient client = new EventStreamClient(url, headers);
        client.subscription.orTimeout(30, TimeUnit.SECONDS).join();
        return client;
    }

    boolean isOpen() {
        return !ended;
    }

    List<String> lines() {
        return lines;
    }

    /** Returns the versions of the events so far. */
    List<String> versions() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring("id: ".length()))
                .toList();
    }

    @Nullable
    String last() {
        List<String> versions = versions();
        return versions.isEmpty() ? null : versions.get(versions.size() - 1);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
        subscribed.request(Long.MAX_VALUE);
        subscription.complete(subscribed);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        ended = true;
    }

    @Override
    public void onComplete() {
        ended = true;
    }

    @Override
    public void close() {
        subscription.join().cancel();
        end.cancel(true);
    }
}
