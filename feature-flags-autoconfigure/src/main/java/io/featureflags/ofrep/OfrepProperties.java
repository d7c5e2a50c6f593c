package io.featureflags.ofrep;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the OFREP endpoints. No text form of them has a key or a secret.
 *
 * @param enabled Whether other services and browsers may evaluate flags by OFREP.
 * @param flags Flags that callers may evaluate: names, beginnings of names followed by "*", or "*" for all. Required.
 * @param apiKeys Keys of callers, by a name of your choice.
 * @param anonymous Whether callers without a key and without a login may evaluate flags.
 * @param cors Properties of requests from pages of other origins.
 * @param stream Properties of the stream that notifies clients of changes.
 */
@ConfigurationProperties("feature-flags.ofrep")
public record OfrepProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue List<String> flags,
        @DefaultValue Map<String, ApiKey> apiKeys,
        @DefaultValue("false") boolean anonymous,
        @DefaultValue Cors cors,
        @DefaultValue Stream stream) {

    /**
     * Key of a caller.
     *
     * @param key The key, or its SHA-256 digest as "{sha256}" and 64 hexadecimal digits.
     * @param flags Flags that callers with this key may evaluate, in place of the general ones.
     */
    public record ApiKey(
            @DefaultValue("") String key, @Nullable List<String> flags) {

        @Override
        public String toString() {
            return "ApiKey[flags=" + flags + "]";
        }
    }

    /**
     * Properties of requests from pages of other origins.
     *
     * @param allowedOrigins Origins whose pages may send requests, such as https://shop.example, or "*" for all.
     */
    public record Cors(@DefaultValue List<String> allowedOrigins) {}

    /**
     * Properties of the stream that notifies clients of changes.
     *
     * @param enabled Whether clients are offered the stream.
     * @param secret Secret that signs the tokens of streams; must be equal in all instances. Without it, a digest of all API keys
     *     signs them.
     * @param maxConnections Number of streams that may be open at a time in this instance.
     */
    public record Stream(
            @DefaultValue("true") boolean enabled,
            @Nullable String secret,
            @DefaultValue("1000") int maxConnections) {

        @Override
        public String toString() {
            return "Stream[enabled=" + enabled + ", maxConnections=" + maxConnections + "]";
        }
    }
}
