package io.featureflags.redis.connection;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The servers to connect to where one is enough: a replica reports changes as well as its master does. */
final class LettuceTargets {

    private LettuceTargets() {}

    /**
     * Returns the servers that a factory connects to, the preferred one first.
     *
     * @param example the factory of the application
     * @param masterReplica the servers of a factory for a static master with replicas; null if there is none
     * @return the servers; a single null for the server of the factory itself
     */
    static List<? extends @Nullable RedisConfiguration> of(
            LettuceConnectionFactory example, @Nullable RedisStaticMasterReplicaConfiguration masterReplica) {
        if (masterReplica == null || !mayHaveReplicas(example)) {
            return Collections.singletonList(null);
        }
        return masterReplica.getNodes().stream()
                .map(node -> withCredentials(node, masterReplica))
                .toList();
    }

    /** A factory for a static master with replicas has no other configuration. Any other one is for another Redis. */
    private static boolean mayHaveReplicas(LettuceConnectionFactory example) {
        return example.getClusterConfiguration() == null
                && example.getSentinelConfiguration() == null
                && example.getSocketConfiguration() == null
                && example.getStandaloneConfiguration().equals(new RedisStandaloneConfiguration());
    }

    /** Adds the user name: the configured nodes contain the password only. */
    private static RedisStandaloneConfiguration withCredentials(
            RedisStandaloneConfiguration node, RedisStaticMasterReplicaConfiguration all) {
        RedisStandaloneConfiguration complete = new RedisStandaloneConfiguration(node.getHostName(), node.getPort());
        complete.setUsername(all.getUsername());
        complete.setPassword(all.getPassword());
        complete.setDatabase(all.getDatabase());
        return complete;
    }
}
