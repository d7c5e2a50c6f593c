package io.featureflags.ofrep;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides who may evaluate which flags: by a key, by the login of the application, or without either. */
public final class OfrepAccess {

    private static final String PREFIX = "feature-flags.ofrep.";

    private static final String KEY = "key:";

    private static final String LOGIN = "login";

    private static final String ANONYMOUS = "anonymous";

    private static final String BEARER = "bearer ";

    private final ApiKeys keys;

    private final FlagPatterns general;

    /** Flags by the name of the key. */
    private final Map<String, FlagPatterns> ofKeys = new HashMap<>();

    private final boolean anonymous;

    private final @Nullable StreamTokens tokens;

    /**
     * Creates the access.
     *
     * @param properties properties of OFREP
     * @param hasLogins whether the application has Spring Security
     * @param clock clock for the expiry of tokens
     * @throws InvalidOfrepSetupException if no flags are exposed, if no caller could ever be accepted, or if a property has another
     *     form
     */
    public OfrepAccess(OfrepProperties properties, boolean hasLogins, Clock clock) {
        this.general = new FlagPatterns(PREFIX + "flags", properties.flags());
        this.keys = new ApiKeys(properties.apiKeys());
        properties.apiKeys().forEach((name, key) -> {
            List<String> own = key.flags();
            String property = PREFIX + "api-keys." + name + ".flags";
            ofKeys.put(name, own == null ? general : new FlagPatterns(property, own));
        });
        this.anonymous = properties.anonymous();
        if (keys.isEmpty() && !hasLogins && !anonymous) {
            throw new InvalidOfrepSetupException(
                    "OFREP is enabled, and no caller could be accepted: there are no API keys, Spring Security is absent, and"
                            + " anonymous callers are not permitted.",
                    "Set " + PREFIX + "api-keys.<name>.key, add Spring Security, or set " + PREFIX
                            + "anonymous=true if everyone may evaluate the flags in " + PREFIX + "flags.");
        }
        this.tokens = tokens(properties.stream(), clock);
    }

    /**
     * Rejects a key without a name, before Spring Boot shows it in a message.
     *
     * @param isText whether the property of all keys has a value of its own
     * @throws InvalidOfrepSetupException if it has
     */
    public static void checkKeys(boolean isText) {
        if (isText) {
            throw new InvalidOfrepSetupException(
                    PREFIX + "api-keys has a value of its own, and no names.",
                    "Give each key a name of your choice: " + PREFIX + "api-keys.<name>.key.");
        }
    }

    private @Nullable StreamTokens tokens(OfrepProperties.Stream stream, Clock clock) {
        String secret = stream.secret();
        if (secret == null) {
            return keys.isEmpty() ? null : new StreamTokens(keys.digestOfAll(), clock);
        }
        if (secret.isBlank()) {
            throw new InvalidOfrepSetupException(
                    PREFIX + "stream.secret is blank.",
                    "Set it to a long random text, or remove it, so that a digest of the API keys signs tokens.");
        }
        return new StreamTokens(secret.getBytes(StandardCharsets.UTF_8), clock);
    }

    /** Returns the flags that are given by their full names, which are loaded before the first request. */
    List<FlagPatterns> patterns() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(general), ofKeys.values().stream())
                .distinct()
                .toList();
    }

    /**
     * Returns the caller of a request. A bearer token that is no key may be one of the application's login.
     *
     * @throws RejectedRequestException if the caller is not accepted
     */
    OfrepCaller callerOf(OfrepRequest request, LoginSource logins) {
        String key = request.header("X-API-Key");
        String bearer = key == null ? bearer(request.header("Authorization")) : null;
        String presented = key == null ? bearer : key;
        String name = presented == null ? null : keys.nameOf(presented);
        if (name != null) {
            return ofKey(name);
        }
        OfrepLogin login = key == null ? login(logins) : null;
        if (login != null) {
            return new OfrepCaller(LOGIN, general, login);
        }
        if (presented != null) {
            throw unauthorized("The key is wrong.");
        }
        if (!anonymous) {
            throw unauthorized("A key in X-API-Key or Authorization: Bearer, or a login, is required.");
        }
        return new OfrepCaller(ANONYMOUS, general, null);
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        // Servers remove the space of an empty key.
        return authorization != null
                        && (authorization + " ").toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? (authorization + " ").substring(BEARER.length()).trim()
                : null;
    }

    private static @Nullable OfrepLogin login(LoginSource logins) {
        try {
            return logins.current();
        } catch (RuntimeException ex) {
            throw new RejectedRequestException(OfrepResponse.failure(
                    400, "INVALID_CONTEXT", "The context of the logged-in user cannot be determined."));
        }
    }

    private OfrepCaller ofKey(String name) {
        return new OfrepCaller(KEY + name, ofKeys.getOrDefault(name, general), null);
    }

    /**
     * Returns the caller of a stream: that of the token, or else that of the request.
     *
     * @throws RejectedRequestException if the token is false or expired, or the caller is not accepted
     */
    OfrepCaller callerOfStream(OfrepRequest request, LoginSource logins) {
        String token = request.parameter("token");
        if (token == null) {
            return callerOf(request, logins);
        }
        String id = tokens == null ? null : tokens.callerOf(token);
        if (id != null && id.equals(LOGIN)) {
            return new OfrepCaller(LOGIN, general, null);
        }
        if (id == null || !id.startsWith(KEY) || !ofKeys.containsKey(id.substring(KEY.length()))) {
            throw unauthorized("The token is false or expired.");
        }
        return ofKey(id.substring(KEY.length()));
    }

    /** Returns the parameter that admits a caller to the stream; empty if none is needed, null if the caller has no stream. */
    @Nullable
    String streamParameter(OfrepCaller caller) {
        if (anonymous && caller.exposed().equals(general)) {
            return "";
        }
        return tokens == null ? null : "&token=" + tokens.of(caller.id());
    }

    private static RejectedRequestException unauthorized(String details) {
        return new RejectedRequestException(OfrepResponse.general(401, details).with("WWW-Authenticate", "Bearer"));
    }
}
