package io.featureflags.redis;

import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * Connections of our own to the Redis of the application: with our short timeout, whatever the application waits for its
 * data, and none of them from its pool.
 */
interface OwnConnections extends AutoCloseable {

    /** For connecting, with its handshake: the first time loads the classes of the driver, which alone may take a second. */
    Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /**
     * Opens a connection.
     *
     * @return the connection, for one thread
     * @throws DataAccessException if Redis cannot be reached
     */
    RedisConnection open();

    @Override
    void close();

    /**
     * Connections made after the example of an application's factory.
     *
     * @param source the factory of the application, which stays as it is
     * @param settings timeout and name of the connections
     * @return connections of our own; the factory's own ones if the settings say so, or if it is neither Lettuce's nor
     *     Jedis's
     */
    static OwnConnections derivedFrom(RedisConnectionFactory source, RedisSettings settings) {
        ClassLoader classLoader = OwnConnections.class.getClassLoader();
        if (settings.ownClient()
                && ClassUtils.isPresent("io.lettuce.core.RedisClient", classLoader)
                && LettuceOwnConnections.supports(source)) {
            return new LettuceOwnConnections(source, settings);
        }
        if (settings.ownClient()
                && ClassUtils.isPresent("redis.clients.jedis.Jedis", classLoader)
                && JedisOwnConnections.supports(source)) {
            return new JedisOwnConnections(source, settings);
        }
        return new OwnConnections() {

            @Override
            public RedisConnection open() {
                return source.getConnection();
            }

            @Override
            public void close() {
                // The factory is the application's.
            }
        };
    }
}
