package io.featureflags.ofrep;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestHandler;

/**
 * Handles one request on Spring MVC.
 *
 * @param protocol the protocol
 * @param logins finds the authenticated user
 * @param route path of the request
 * @param key name of the flag; null for other routes
 */
record ServletOfrepHandler(
        OfrepProtocol protocol,
        LoginSource logins,
        OfrepRoute route,
        @Nullable String key) implements HttpRequestHandler {

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletOfrepRequest protocolRequest = new ServletOfrepRequest(request);
        OfrepResponse result;
        try {
            OfrepCaller caller = protocol.admit(route, protocolRequest, logins);
            if (route == OfrepRoute.STREAM) {
                openStream(caller, protocolRequest, response);
                return;
            }
            byte[] body = read(request);
            CompletableFuture<@Nullable Void> wait = protocol.await(route, caller, protocolRequest);
            if (wait != null) {
                answerLater(wait, caller, protocolRequest, response, body);
                return;
            }
            result = protocol.evaluate(caller, key, protocolRequest, body);
        } catch (RuntimeException ex) {
            result = OfrepProtocol.failed(ex);
        }
        write(response, protocol.finish(protocolRequest, result));
    }

    private static byte[] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > ContextReader.MAX_BODY) {
            throw OfrepProtocol.tooLarge();
        }
        return request.getInputStream().readNBytes(ContextReader.MAX_BODY + 1);
    }

    /** Answers on a thread of the container, when the wait is over. */
    private void answerLater(
            CompletableFuture<@Nullable Void> wait,
            OfrepCaller caller,
            ServletOfrepRequest request,
            HttpServletResponse response,
            byte[] body) {
        AsyncContext async = request.request().startAsync(request.request(), response);
        async.setTimeout(0); // The wait has a limit of its own.
        var unused = wait.thenRun(() -> async.start(() -> {
            try {
                OfrepResponse result;
                try {
                    result = protocol.evaluate(caller, key, request, body);
                } catch (RuntimeException ex) {
                    result = OfrepProtocol.failed(ex);
                }
                write(response, protocol.finish(request, result));
            } catch (IOException ex) {
                // The client is gone.
            } finally {
                async.complete();
            }
        }));
    }

    private void openStream(OfrepCaller caller, ServletOfrepRequest request, HttpServletResponse response)
            throws IOException {
        protocol.reserveStream();
        boolean opened = false;
        try {
            writeHead(response, protocol.streamHead(request));
            AsyncContext async = request.request().startAsync(request.request(), response);
            async.setTimeout(0); // No limit: clients keep what they have after a break.
            ServletStream stream = new ServletStream(async, response.getOutputStream(), protocol.streams());
            opened = true;
            stream.start();
            protocol.open(caller, request, stream);
        } finally {
            if (!opened) {
                protocol.streams().release();
            }
        }
    }

    private static void write(HttpServletResponse response, OfrepResponse result) throws IOException {
        writeHead(response, result);
        if (result.body().length > 0) {
            response.setContentType(OfrepResponse.JSON);
            response.setContentLength(result.body().length);
            response.getOutputStream().write(result.body());
        }
    }

    private static void writeHead(HttpServletResponse response, OfrepResponse result) {
        response.setStatus(result.status());
        result.headers().forEach((name, value) -> {
            if (name.equals("Vary")) {
                response.addHeader(name, value); // Others may vary it too.
            } else {
                response.setHeader(name, value);
            }
        });
    }
}
