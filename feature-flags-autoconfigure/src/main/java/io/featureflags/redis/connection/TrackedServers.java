package io.featureflags.redis.connection;

import java.util.concurrent.CompletableFuture;

/** The servers that hold the flags, on connections with client tracking. */
public interface TrackedServers extends AutoCloseable {

    /**
     * Returns the commands that read flags from these servers.
     *
     * @return the commands
     */
    FlagCommands commands();

    /**
     * Checks that all servers answer and are still the right ones.
     *
     * @return a future that completes after the last answer; exceptionally if the connections are broken
     */
    CompletableFuture<Void> ping();

    /**
     * Runs a script on the server of a key.
     *
     * @param script the script, which returns a list
     * @param key the key
     * @return a future that completes after the reply; exceptionally as those of {@link FlagCommands} do
     */
    CompletableFuture<Void> eval(String script, String key);

    @Override
    void close();
}
