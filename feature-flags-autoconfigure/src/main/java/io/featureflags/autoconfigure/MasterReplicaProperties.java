package io.featureflags.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;

/** Reads the servers of a static master with replicas, which Spring Boot's connection factory does not expose. */
final class MasterReplicaProperties {

    private static final String PREFIX = "spring.data.redis.";

    private MasterReplicaProperties() {}

    static @Nullable RedisStaticMasterReplicaConfiguration read(Environment environment) {
        List<String> nodes = Binder.get(environment)
                .bind(PREFIX + "masterreplica.nodes", Bindable.listOf(String.class))
                .orElse(List.of());
        if (nodes.isEmpty()) {
            return null;
        }
        RedisNode first = node(nodes.get(0));
        RedisStaticMasterReplicaConfiguration configuration =
                new RedisStaticMasterReplicaConfiguration(first.getRequiredHost(), first.getRequiredPort());
        nodes.stream()
                .skip(1)
                .map(MasterReplicaProperties::node)
                .forEach(node -> configuration.addNode(node.getRequiredHost(), node.getRequiredPort()));
        configuration.setUsername(environment.getProperty(PREFIX + "username"));
        configuration.setPassword(RedisPassword.of(environment.getProperty(PREFIX + "password")));
        configuration.setDatabase(environment.getProperty(PREFIX + "database", Integer.class, 0));
        return configuration;
    }

    private static RedisNode node(String hostAndPort) {
        return RedisNode.fromString(hostAndPort);
    }
}
