package io.featureflags.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Changes that a user makes with redis-cli on a real server, and the answers of flags. */
@ExtendWith(OutputCaptureExtension.class)
class RedisFlagStoreTests {

    private static final EvaluationContext ANNA = EvaluationContext.of("anna");

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.runner(
            "spring.application.name=my shop",
            "spring.data.redis.port=" + redis.port(),
            "feature-flags.redis.poll-interval=20ms",
            "feature-flags.redis.startup-wait=10s",
            "feature-flags.flags.checkout.enabled=true",
            "feature-flags.flags.other.enabled=false");

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void firstCallHasTheValueOfRedis() {
        redis.run("SET", "feature:checkout", "false");
        redis.run("SET", "feature:other", "true");

        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            assertThat(flags.evaluate("checkout", ANNA)).isEqualTo(answer("checkout", false, Reason.DISABLED));
            assertThat(flags.evaluate("other", ANNA)).isEqualTo(answer("other", true, Reason.STATIC));
        });
    }

    @Test
    void followsSetAndDel() {
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            assertThat(flags.evaluate("checkout", ANNA).source()).isEqualTo(Source.CONFIGURATION);

            redis.run("SET", "feature:checkout", "false");
            await().until(() -> !flags.isEnabled("checkout"));
            redis.run("SET", "feature:checkout", "{\"users\": [\"anna\"]}");
            await().until(() -> flags.isEnabled("checkout", ANNA));
            assertThat(flags.isEnabled("checkout", EvaluationContext.of("ben"))).isFalse();
            redis.run("DEL", "feature:checkout");
            await().until(() -> flags.evaluate("checkout", ANNA).source() == Source.CONFIGURATION);
        });
    }

    @Test
    void misspeltNameIsLoggedOnceWhenItIsSet(CapturedOutput output) {
        redis.run("SET", "shop:flag:chekout", "true");

        runner.withPropertyValues("feature-flags.redis.key-prefix=shop:flag:").run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            redis.run("SET", "shop:flag:checkuot", "true");
            redis.run("SET", "shop:flag:checkuot", "false");
            redis.run("SET", "shop:flag:sessions", "many");
            redis.run("SET", "shop:flag:checkout", "false");
            await().until(() -> flags.evaluate("checkout", ANNA).source() == Source.REDIS);

            await().untilAsserted(() -> assertThat(output)
                    .containsOnlyOnce("is no known flag; did you mean")
                    .contains("shop:flag:checkuot is no known flag; did you mean checkout?"));
        });
    }

    @Test
    void unconfiguredNameIsReadAfterItsFirstUse() {
        redis.run("SET", "feature:only_in_redis", "true");

        runner.withPropertyValues("feature-flags.redis.poll-interval=1h").run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            await().until(() -> flags.isEnabled("only_in_redis"));
        });
    }

    @Test
    void manyFlagsAreReadInFewCommands() {
        List<String> names =
                IntStream.range(0, 1200).mapToObj(flag -> "flag" + flag).toList();
        names.forEach(name -> redis.run("SET", "feature:" + name, "true"));

        runner.withPropertyValues(Shop.allOff(names))
                .run(context -> assertThat(names)
                        .allMatch(name -> context.getBean(FeatureFlags.class).isEnabled(name)));
        String commands = redis.run("INFO", "commandstats");
        assertThat(commands).contains("cmdstat_mget").doesNotContain("cmdstat_keys", "cmdstat_scan", "cmdstat_config");
    }

    @Test
    void madeUpNamesDoNotDelayTheOthers() {
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            for (int name = 0; name < 200_000; name++) {
                flags.isEnabled("made_up_" + name);
            }
            redis.run("SET", "feature:checkout", "false");
            await().until(() -> !flags.isEnabled("checkout"));
        });
    }

    @Test
    void otherPrefixHasOtherFlags() {
        redis.run("SET", "feature:checkout", "false");
        redis.run("SET", "mine:checkout", "{\"excluded\": [\"anna\"]}");

        runner.withPropertyValues("feature-flags.redis.key-prefix=mine:").run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            assertThat(flags.isEnabled("checkout", EvaluationContext.of("ben"))).isTrue();
            assertThat(flags.isEnabled("checkout", ANNA)).isFalse();
        });
    }

    @Test
    void readsFromAStaticMasterWithReplicas() {
        redis.run("SET", "feature:checkout", "false");
        Shop.runner(
                        "spring.data.redis.masterreplica.nodes=127.0.0.1:" + redis.port(),
                        "feature-flags.redis.poll-interval=20ms",
                        "feature-flags.flags.checkout.enabled=true")
                .run(context -> {
                    FeatureFlags flags = context.getBean(FeatureFlags.class);
                    await().until(() -> !flags.isEnabled("checkout"));
                });
    }

    @Test
    void usesOneConnectionWithItsOwnName() {
        runner.run(context -> {
            context.getBean(FeatureFlags.class).isEnabled("checkout");
            await().untilAsserted(() -> assertThat(redis.run("CLIENT", "LIST").lines())
                    .filteredOn(line -> line.contains("name=my-shop-flags"))
                    .hasSize(1));
        });
        await().untilAsserted(() -> assertThat(redis.run("CLIENT", "LIST")).doesNotContain("my-shop-flags"));
    }

    @Test
    void keyOfAnotherTypeIsLoggedOnceAndAffectsNoOther(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "false");
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            redis.run("DEL", "feature:checkout");
            redis.run("RPUSH", "feature:checkout", "true");
            redis.run("SADD", "feature:other", "true");
            await().until(() -> flags.evaluate("checkout", ANNA).source() != Source.REDIS);
            redis.run("SET", "feature:third", "true");

            await().until(() -> flags.isEnabled("third"));
            await().untilAsserted(() -> assertThat(output)
                    .containsOnlyOnce(
                            "Redis key feature:other cannot be read: WRONGTYPE Operation against a key holding the"
                                    + " wrong kind of value."));
            assertThat(flags.isEnabled("other")).isFalse();
            redis.run("DEL", "feature:other");
            redis.run("SET", "feature:other", "true");
            await().until(() -> flags.isEnabled("other"));
        });
    }

    @Test
    void tooLargeValueKeepsTheLastKnownOneAndAffectsNoOther(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "false");
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            redis.run("SET", "feature:checkout", "x".repeat(5_000_000));
            await().until(() -> flags.evaluate("checkout", ANNA).source() == Source.LAST_KNOWN);
            redis.run("SET", "feature:other", "true");

            await().until(() -> flags.isEnabled("other"));
            assertThat(flags.evaluate("checkout", ANNA))
                    .isEqualTo(new Evaluation("checkout", false, Reason.DISABLED, Source.LAST_KNOWN, null, null));
            assertThat(output)
                    .containsOnlyOnce("Redis key feature:checkout cannot be read: it has more than the 1048576 bytes"
                            + " that feature-flags.redis.max-value-size allows.");
            redis.run("SET", "feature:checkout", "true");
            await().until(() -> flags.isEnabled("checkout"));
        });
    }

    @Test
    void valueThatIsNotUtf8IsOff(CapturedOutput output) {
        redis.run(List.of(bytes("SET"), bytes("feature:checkout"), new byte[] {'t', (byte) 0xff, 'e'}));
        runner.run(context -> {
            assertThat(context.getBean(FeatureFlags.class).evaluate("checkout", ANNA))
                    .isEqualTo(Evaluation.error("checkout", Source.REDIS, ErrorCode.PARSE_ERROR));
            assertThat(output).containsOnlyOnce("Redis key feature:checkout is not understood: it is not valid UTF-8.");
        });
    }

    @Test
    void keyWithoutPermissionIsLoggedOnceAndAffectsNoOther(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "false");
        redis.run("SET", "feature:other", "true");
        redis.run(
                "ACL",
                "SETUSER",
                "shop",
                "on",
                ">secret",
                "~feature:other",
                "+mget",
                "+get",
                "+strlen",
                "+exists",
                "+ping",
                "+hello",
                "+client|setname");

        runner.withPropertyValues("spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(context -> {
                    FeatureFlags flags = context.getBean(FeatureFlags.class);
                    assertThat(flags.isEnabled("other")).isTrue();
                    assertThat(flags.evaluate("checkout", ANNA).source()).isEqualTo(Source.CONFIGURATION);
                    assertThat(output).containsOnlyOnce("Redis key feature:checkout cannot be read: NOPERM");
                    redis.run("ACL", "SETUSER", "shop", "~feature:*");
                    await().until(() -> !flags.isEnabled("checkout"));
                });
    }

    private static Evaluation answer(String flag, boolean enabled, Reason reason) {
        return new Evaluation(flag, enabled, reason, Source.REDIS, null, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
