package io.featureflags.redis.connection;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The servers of which one is enough: a replica tells of changes as well as its master does. */
final class LettuceTargets {

    private LettuceTargets() {}

    /**
     * Where to connect to after the example of a factory, the best one first.
     *
     * @param example the factory
     * @param masterReplica where a factory for a static master with replicas connects to; null if there is none
     * @return the servers; one null for where the example does
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

    /** A factory for a static master with replicas has no other configuration; one that has is for another Redis. */
    private static boolean mayHaveReplicas(LettuceConnectionFactory example) {
        return example.getClusterConfiguration() == null
                && example.getSentinelConfiguration() == null
                && example.getSocketConfiguration() == null
                && example.getStandaloneConfiguration().equals(new RedisStandaloneConfiguration());
    }

    /** The nodes themselves know the password, but not the user. */
    private static RedisStandaloneConfiguration withCredentials(
            RedisStandaloneConfiguration node, RedisStaticMasterReplicaConfiguration all) {
        RedisStandaloneConfiguration complete = new RedisStandaloneConfiguration(node.getHostName(), node.getPort());
        complete.setUsername(all.getUsername());
        complete.setPassword(all.getPassword());
        complete.setDatabase(all.getDatabase());
        return complete;
    }
}
