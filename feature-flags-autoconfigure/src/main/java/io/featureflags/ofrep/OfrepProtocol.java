package io.featureflags.ofrep;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.text.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The protocol, without types of the web: from a request to its response. The steps of a request are {@link #admit}, {@link #await},
 * {@link #evaluate} or {@link #open}, and {@link #finish}. Each may throw a {@code RejectedRequestException} with the response.
 */
public final class OfrepProtocol {

    private static final Log logger = LogFactory.getLog(OfrepProtocol.class);

    private static final int FLAG_LENGTH = 100;

    private static final String EVENT_STREAM = "text/event-stream";

    private final OfrepAccess access;

    private final CrossOrigin origins;

    private final FeatureFlags flags;

    private final FlagListings listings;

    private final OfrepStreams streams;

    /**
     * Creates the protocol.
     *
     * @param access who may evaluate flags
     * @param cors origins that may send requests
     * @param flags evaluates flags
     * @param listings flags that callers may evaluate
     * @param streams streams of changes
     */
    public OfrepProtocol(
            OfrepAccess access,
            OfrepProperties.Cors cors,
            FeatureFlags flags,
            FlagListings listings,
            OfrepStreams streams) {
        this.access = access;
        this.origins = new CrossOrigin(cors.allowedOrigins());
        this.flags = flags;
        this.listings = listings;
        this.streams = streams;
    }

    OfrepStreams streams() {
        return streams;
    }

    /** Checks all but the body, and returns the caller. */
    OfrepCaller admit(OfrepRoute route, OfrepRequest request, LoginSource logins) {
        if (CrossOrigin.isPreflight(request)) {
            throw new RejectedRequestException(origins.preflight(request));
        }
        if (!request.method().equals(route.method())) {
            throw rejected(405, "This path supports " + route.method() + " only.", "Allow", route.method());
        }
        if (route == OfrepRoute.STREAM) {
            return access.callerOfStream(request, logins);
        }
        OfrepCaller caller = access.callerOf(request, logins);
        if (!ContextReader.isJson(request.header("Content-Type"))) {
            throw rejected(415, "The body must be JSON in UTF-8.", "Accept", OfrepResponse.JSON);
        }
        return caller;
    }

    /**
     * Waits for the version that another instance has announced to the client.
     *
     * @return completes when the answer may be given; null if that is now
     */
    @Nullable
    CompletableFuture<@Nullable Void> await(OfrepRoute route, OfrepCaller caller, OfrepRequest request) {
        String version = route == OfrepRoute.BULK ? request.parameter("flagConfigEtag") : null;
        return version == null || version.isEmpty() ? null : streams.await(caller.exposed(), version);
    }

    /** Evaluates one flag, or all if there is no key. */
    OfrepResponse evaluate(OfrepCaller caller, @Nullable String key, OfrepRequest request, byte[] body) {
        if (body.length > ContextReader.MAX_BODY) {
            throw tooLarge();
        }
        EvaluationContext context = caller.contextOf(ContextReader.read(key, body));
        return key == null ? all(caller, request, context) : one(caller, key, context);
    }

    static RejectedRequestException tooLarge() {
        return new RejectedRequestException(
                OfrepResponse.general(413, "The body must have at most " + ContextReader.MAX_BODY + " bytes."));
    }

    private OfrepResponse one(OfrepCaller caller, String key, EvaluationContext context) {
        if (!caller.exposed().match(key)) { // Not even looked up: its answer must be that of an unknown flag.
            return notFound(key);
        }
        Evaluation answer = flags.flag(key).evaluate(context);
        ErrorCode error = AnswerWriter.error(answer);
        if (error == ErrorCode.FLAG_NOT_FOUND) {
            return notFound(key);
        }
        return OfrepResponse.json(error == null ? 200 : 400, AnswerWriter.json(answer));
    }

    private static OfrepResponse notFound(String key) {
        ErrorCode code = ErrorCode.FLAG_NOT_FOUND;
        return OfrepResponse.failure(404, key, code.name(), AnswerWriter.details(code));
    }

    private OfrepResponse all(OfrepCaller caller, OfrepRequest request, EvaluationContext context) {
        FlagListing listing = listings.of(caller.exposed());
        ByteArrayOutputStream flagsJson =
                new ByteArrayOutputStream(listing.flags().size() * FLAG_LENGTH);
        listing.flags().values().forEach(flag -> flag.write(context, flagsJson));
        byte[] digested = bulk(flagsJson.toByteArray(), listing.version());
        MessageDigest digest = Digests.sha256();
        digest.update(digested);
        String tag = Digests.shortText(digest);
        OfrepResponse response = EntityTags.matches(request.header("If-None-Match"), tag)
                ? OfrepResponse.empty(304)
                : OfrepResponse.json(200, digested, tail(caller, request, listing.version()));
        return response.with("ETag", EntityTags.weak(tag));
    }

    /** Returns what the tag covers; each flag is behind a comma. */
    private static byte[] bulk(byte[] flags, String version) {
        byte[] head = "{\"flags\":[".getBytes(StandardCharsets.UTF_8);
        byte[] metadata = ("],\"metadata\":{\"version\":\"" + version + "\"}").getBytes(StandardCharsets.UTF_8);
        int from = Math.min(1, flags.length);
        ByteBuffer bulk = ByteBuffer.allocate(head.length + flags.length - from + metadata.length);
        return bulk.put(head)
                .put(flags, from, flags.length - from)
                .put(metadata)
                .array();
    }

    /** Returns the end of the response, which the tag does not cover: the token in it changes by the hour. */
    private byte[] tail(OfrepCaller caller, OfrepRequest request, String version) {
        StringBuilder tail = new StringBuilder();
        String parameter = streams.isEnabled() ? access.streamParameter(caller) : null;
        if (parameter != null) {
            String path = request.path();
            String prefix = path.substring(0, Math.max(0, path.lastIndexOf("/ofrep/")));
            tail.append(",\"eventStreams\":[{\"type\":\"sse\",\"endpoint\":{\"requestUri\":");
            JsonText.appendReadable(tail, prefix + OfrepRoute.STREAM.pattern() + "?since=" + version + parameter);
            tail.append("},\"inactivityDelaySec\":120}]");
        }
        return tail.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reserves a place for a stream, which {@link #open} fills. */
    void reserveStream() {
        if (!streams.isEnabled()) {
            throw new RejectedRequestException(OfrepResponse.general(404, "This server has no streams."));
        }
        if (!streams.reserve()) {
            throw rejected(503, "This server has as many streams as it takes.", "Retry-After", "10");
        }
    }

    /** Opens the stream of a caller on a connection. */
    void open(OfrepCaller caller, OfrepRequest request, StreamConnection connection) {
        String lastEvent = request.header("Last-Event-ID");
        streams.open(caller.exposed(), lastEvent == null ? request.parameter("since") : lastEvent, connection);
    }

    /** Adds the headers for pages of other origins. */
    OfrepResponse finish(OfrepRequest request, OfrepResponse response) {
        return origins.share(request, response);
    }

    /** Returns the head of the response with a stream. Without the last header, some proxies would keep events back. */
    OfrepResponse streamHead(OfrepRequest request) {
        return finish(
                request,
                OfrepResponse.empty(200).with("Content-Type", EVENT_STREAM).with("X-Accel-Buffering", "no"));
    }

    /** Returns the response to a request that failed. */
    static OfrepResponse failed(Throwable failure) {
        if (failure instanceof RejectedRequestException rejected) {
            return rejected.response();
        }
        logger.warn("A request by OFREP has failed. Its response has the status 500.", failure);
        return OfrepResponse.general(500, "The request has failed.");
    }

    private static RejectedRequestException rejected(int status, String details, String header, String value) {
        return new RejectedRequestException(
                OfrepResponse.general(status, details).with(header, value));
    }
}
