package io.featureflags.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.testing.ReceivedEvents;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Names that an application makes up at run time, such as one for each tenant, on a real server. */
@ExtendWith(OutputCaptureExtension.class)
class NamesAtRunTimeTests {

    private static final int NAMES = 1_000_000;

    private static final long MEGABYTE = 1 << 20;

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.runner(
            "spring.data.redis.port=" + redis.port(),
            "feature-flags.redis.startup-wait=10s",
            "feature-flags.flags.checkout.enabled=true");

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void aMillionNamesDoNotFillTheHeap(CapturedOutput output) {
        setEverySecond(NAMES);

        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            awaitAnswers(flags, 0);
            long before = heapAfterCollection();
            int wrong = 0;
            for (int tenant = 0; tenant < NAMES; tenant++) {
                if (flags.isEnabled("beta." + tenant) && tenant % 2 == 1) {
                    wrong++;
                }
            }
            assertThat(wrong).isZero();
            for (int tenant = 0; tenant < NAMES; tenant += NAMES / 20) {
                awaitAnswers(flags, tenant);
            }
            Shop.soon("the heap is small again").until(() -> heapAfterCollection() - before < 15 * MEGABYTE);
            Shop.soon("the map is small again")
                    .until(() -> context.getBean(FlagCatalog.class).all().size() <= 10_001);
            assertThat(output).doesNotContain("are not recorded");
        });
    }

    @Test
    void droppedNamesComeBackAndFollowRedis() {
        setEverySecond(1000);

        runner.withPropertyValues("feature-flags.redis.max-asked-names=10").run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            FlagCatalog catalog = context.getBean(FlagCatalog.class);
            Flag held = flags.flag("beta.0");
            Shop.soon("first reading").until(() -> flags.isEnabled("beta.0"));

            for (int tenant = 0; tenant < 1000; tenant += 100) {
                awaitAnswers(flags, tenant);
            }
            Shop.soon("beta.0 is dropped").until(() -> {
                for (int tenant = 100; tenant < 1000; tenant++) {
                    flags.isEnabled("beta." + tenant);
                }
                return catalog.find("beta.0") == null;
            });

            Shop.soon("the map is small again")
                    .until(() -> catalog.all().size() <= 11); // It drops names on another thread.
            assertThat(catalog.all()).extracting(FlagFacts::name).contains("checkout");
            redis.run("SET", "feature:checkout", "false");
            Shop.soon("pinned flag follows").until(() -> !flags.isEnabled("checkout"));
            Shop.soon("held flag is read again").until(() -> held.isEnabled(EvaluationContext::anonymous));
            redis.run("SET", "feature:beta.0", "false");
            Shop.soon("held flag follows").until(() -> !held.isEnabled(EvaluationContext::anonymous));
            redis.run("SET", "feature:beta.0", "true");
            Shop.soon("held flag follows again").until(() -> held.isEnabled(EvaluationContext::anonymous));
        });
    }

    @Test
    void changeOfADroppedFlagIsNotItsFirst() {
        setEverySecond(6000);
        redis.run("SET", "audit-last:{feature:beta.2}", "=true");

        runner.withBean(ReceivedEvents.class)
                .withPropertyValues("feature-flags.redis.max-asked-names=10")
                .run(context -> {
                    FeatureFlags flags = context.getBean(FeatureFlags.class);
                    FlagCatalog catalog = context.getBean(FlagCatalog.class);
                    awaitAnswers(flags, 0);
                    Shop.soon("both are dropped").until(() -> {
                        for (int tenant = 4; tenant < 6000; tenant++) {
                            flags.isEnabled("beta." + tenant);
                        }
                        return catalog.find("beta.0") == null && catalog.find("beta.2") == null;
                    });
                    awaitAnswers(flags, 5990);

                    redis.run("SET", "feature:beta.2", "false");
                    assertThat(changes(context, "beta.2")).containsExactly("true > false");
                    redis.run("SET", "feature:beta.0", "false");
                    redis.run("SET", "feature:brand_new", "10%");
                    assertThat(changes(context, "brand_new")).containsExactly("null > 10%");
                    FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
                    assertThat(admin.history("beta.0", 10)).noneMatch(entry -> entry.before() == null);
                    Shop.soon("first values are published")
                            .untilAsserted(() -> assertThat(context.getBean(ReceivedEvents.class)
                                            .events())
                                    .filteredOn(event -> event.before() == null)
                                    .extracting(FeatureFlagChangedEvent::flag)
                                    .containsExactly("brand_new"));
                });
    }

    private static List<String> changes(ApplicationContext context, String flag) {
        FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
        Shop.soon(flag + " is recorded").until(() -> !admin.history(flag, 10).isEmpty());
        return admin.history(flag, 10).stream()
                .map(entry -> entry.before() + " > " + entry.after())
                .toList();
    }

    private static void awaitAnswers(FeatureFlags flags, int from) {
        for (int tenant = from; tenant < from + 4; tenant++) {
            String name = "beta." + tenant;
            boolean expected = tenant % 2 == 0;
            Shop.soon(name).until(() -> flags.isEnabled(name) == expected);
        }
    }

    private void setEverySecond(int names) {
        redis.run(
                "EVAL",
                "for i = 0, ARGV[1] - 1, 2 do redis.call('SET', 'feature:beta.' .. i, 'true') end",
                "0",
                Integer.toString(names));
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
