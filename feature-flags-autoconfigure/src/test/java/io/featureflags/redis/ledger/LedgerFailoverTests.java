package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.SpringDataSource;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.RedisSentinel;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Flags are written on the master, even if another server becomes the master. */
@Tag("waiting")
class LedgerFailoverTests {

    @Test
    void writesContinueAfterAFailover() {
        try (RedisSentinel servers = RedisSentinel.start()) {
            RedisSentinelConfiguration sentinels = new RedisSentinelConfiguration().master(servers.masterName());
            servers.sentinelPorts().forEach(port -> sentinels.sentinel("127.0.0.1", port));
            LettuceConnectionFactory source = new LettuceConnectionFactory(sentinels);
            source.afterPropertiesSet();
            RedisFlagLedger ledger = LedgerServers.ledger(source, LedgerServers::ignore);
            try {
                ledger.write("a", "10%", FlagWrite.by("ada"));
                servers.awaitReplica();
                servers.failover();
                written(ledger, "20%", servers);
                servers.awaitReplica();
                int former = servers.killMaster();
                servers.awaitFailover(former);
                written(ledger, "30%", servers);

                List<AuditEntry> history = ledger.history("a", 10);
                assertThat(history).extracting(AuditEntry::after).containsExactly("30%", "20%", "10%");
                assertThat(LedgerServers.isUnbroken(history)).isTrue();
                assertThat(servers.master().run("GET", "feature:a")).isEqualTo("30%");
            } finally {
                ledger.stop();
                source.destroy();
            }
        }
    }

    @Test
    void writesDuringFailoversOfSentinelSucceedOrFailClearly() {
        FailoverWrites.throughSentinel(runner());
    }

    @Test
    void writesDuringFailoversOfAClusterSucceedOrFailClearly() {
        FailoverWrites.throughCluster(runner());
    }

    private static ApplicationContextRunner runner() {
        return Shop.withFlags(List.of()).withPropertyValues("feature-flags.audit.max-entries=100000");
    }

    @Test
    void writesGoToTheMasterOfSeveralServers() {
        try (RedisProcess master = RedisProcess.start();
                RedisProcess replica =
                        RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(master.port()))) {
            Shop.soon("the replica is connected")
                    .until(() -> replica.run("ROLE").contains("connected"));
            RedisStaticMasterReplicaConfiguration both =
                    new RedisStaticMasterReplicaConfiguration("127.0.0.1", replica.port());
            both.addNode("127.0.0.1", master.port());
            LettuceConnectionFactory source = new LettuceConnectionFactory(both);
            source.afterPropertiesSet();
            RedisFlagLedger ledger = new RedisFlagLedger(
                    new SpringDataSource(source, both),
                    LedgerServers.SETTINGS,
                    new LedgerSettings(1000, Duration.ofDays(90), "shop"),
                    LedgerServers::ignore);
            try {
                assertThat(ledger.write("a", "true", FlagWrite.by("ada"))).isNotNull();
                assertThat(master.run("GET", "feature:a")).isEqualTo("true");
            } finally {
                ledger.stop();
                source.destroy();
            }
        }
    }

    /** Writes until the master has it: for a short time, the former master accepts writes that are lost with it. */
    private static void written(RedisFlagLedger ledger, String value, RedisSentinel servers) {
        FlagWrite write = FlagWrite.by("ada");
        Shop.soon("written")
                .ignoreExceptions()
                .until(() -> ledger.write("a", value, write) != null
                        && servers.master().run("GET", "feature:a").equals(value));
    }
}
