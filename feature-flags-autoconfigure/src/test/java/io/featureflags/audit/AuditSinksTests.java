package io.featureflags.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagWrite;
import io.featureflags.spi.FailedWrite;
import io.featureflags.testing.FlagAutoConfigurations;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Changes are reported to the log and to Spring Boot's audit, and neither can block an application. */
@ExtendWith(OutputCaptureExtension.class)
class AuditSinksTests {

    private static final AuditEntry CHANGE = new AuditEntry(
            "1-0", Instant.EPOCH, "checkout", "ada", ChangeSource.AUTOMATED, "api", null, "true", null, "shop", null);

    private static FailedWrite failure(String flag, String text) {
        return new FailedWrite(
                Instant.EPOCH, flag, text, FlagWrite.by(text).because(text), FailedWrite.Problem.INVALID, text);
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with())
            .withPropertyValues("feature-flags.store=memory", "spring.application.name=shop");

    @Test
    void logsTheWholeChangeInOneLine(CapturedOutput output) {
        runner.run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            admin.set(
                    "checkout",
                    "{\"percentage\": 10}",
                    FlagWrite.by("ada").manually("actuator").because("canary"));

            String version = admin.get("checkout").version();
            await().untilAsserted(() -> assertThat(output)
                    .contains("feature_flag_changed flag=checkout source=MANUAL actor=\"ada\" via=\"actuator\""
                            + " after=\"{\\\"percentage\\\": 10}\" reason=\"canary\" instance=\"shop@")
                    .contains("\" version=" + version));
        });
    }

    @Test
    void textsOfUsersCannotForgeALogLine(CapturedOutput output) {
        String forged = "x\" \n2026-11-25 INFO feature_flag_changed flag=stolen\r\u0085\u2028\u001b[31m";
        new LogSink()
                .take(new AuditEntry(
                        "1-0",
                        Instant.EPOCH,
                        "checkout",
                        forged,
                        ChangeSource.MANUAL,
                        "actuator",
                        null,
                        "true",
                        forged,
                        "shop",
                        null));

        assertThat(output.getOut().lines().filter(line -> line.contains("flag=stolen")))
                .singleElement()
                .asString()
                .contains("flag=checkout")
                .contains("actor=\"x\\\" ")
                .doesNotContain("\r", "\u0085", "\u2028", "\u001b");
    }

    @Test
    void textsOfFailedChangesCannotForgeALogLine(CapturedOutput output) {
        String forged = "x\" \n2026-11-25 INFO feature_flag_changed flag=stolen\r\u0085\u2028\u001b[31m";
        new LogSink().takeFailed(failure(forged, forged));

        assertThat(output.getOut().lines().filter(line -> line.contains("flag=stolen")))
                .singleElement()
                .asString()
                .contains("feature_flag_change_failed problem=INVALID flag=\"x\\\" ")
                .contains(" value=\"x\\\" ", " message=\"x\\\" ")
                .doesNotContain("\r", "\u0085", "\u2028", "\u001b");
    }

    @Test
    void failedChangeIsInTheLogAndInSpringBootsAuditAlone(CapturedOutput output) {
        InMemoryAuditEventRepository repository = new InMemoryAuditEventRepository();
        runner.withBean(InMemoryAuditEventRepository.class, () -> repository).run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            FlagWrite stale = FlagWrite.by("ada").because("canary").expecting("9-9");
            assertThatExceptionOfType(FlagConflictException.class)
                    .isThrownBy(() -> admin.set("checkout", "true", stale));

            await().until(() -> !repository.find("ada", null, null).isEmpty());
            List<AuditEvent> events = repository.find("ada", null, AuditEventSink.FAILED_TYPE);
            assertThat(events)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getData())
                            .containsEntry("flag", "checkout")
                            .containsEntry("problem", "CONFLICT")
                            .containsEntry("value", "true")
                            .containsEntry("reason", "canary")
                            .containsEntry("expectedVersion", "9-9"));
            await().untilAsserted(() -> assertThat(output)
                    .contains("feature_flag_change_failed problem=CONFLICT flag=\"checkout\" source=AUTOMATED"
                            + " actor=\"ada\" via=\"api\" value=\"true\" reason=\"canary\" message=\"Feature flag"));
            assertThat(admin.history(10)).isEmpty();
        });
    }

    @Test
    void blockedSinkDelaysNoFailedChange(CapturedOutput output) {
        CountDownLatch held = new CountDownLatch(1);
        QueuedSinks sinks = new QueuedSinks(List.of(new AuditSink() {

            @Override
            public void take(AuditEntry entry) {}

            @Override
            public void takeFailed(FailedWrite write) {
                try {
                    held.await();
                } catch (InterruptedException ex) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        for (int i = 0; i < 10_011; i++) {
            sinks.failed(failure("checkout", "x"));
        }

        assertThat(output).containsOnlyOnce("blocks more than 10000 changes of feature flags");
        held.countDown();
        sinks.destroy();
    }

    @Test
    void cutTextStillEndsWithItsQuote(CapturedOutput output) {
        String reason = "x".repeat(79) + "\" version=9-9 forged=\"";
        new LogSink()
                .take(new AuditEntry(
                        "1-0",
                        Instant.EPOCH,
                        "checkout",
                        "ada\\",
                        ChangeSource.MANUAL,
                        "actuator",
                        null,
                        "true",
                        reason,
                        "shop",
                        null));

        String quoted = "\"(?:[^\"\\\\]|\\\\.)*\"";
        assertThat(output.getOut())
                .containsPattern("actor=" + quoted + " via=" + quoted + " after=" + quoted + " reason=" + quoted
                        + " instance=\"shop\" version=1-0");
    }

    @Test
    void springBootsAuditHasTheChange() {
        InMemoryAuditEventRepository repository = new InMemoryAuditEventRepository();
        runner.withBean(InMemoryAuditEventRepository.class, () -> repository).run(context -> {
            context.getBean(FeatureFlagAdmin.class).set("checkout", "true", FlagWrite.by("ada"));

            await().until(() -> !repository.find("ada", null, null).isEmpty());
            List<AuditEvent> events = repository.find("ada", null, AuditEventSink.TYPE);
            assertThat(events)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getData())
                            .containsEntry("flag", "checkout")
                            .containsEntry("source", "AUTOMATED")
                            .containsEntry("via", "api")
                            .containsEntry("after", "true")
                            .doesNotContainKeys("before", "reason"));
        });
    }

    @Test
    void logsFailureOfSpringBootsAudit(CapturedOutput output) {
        AuditEventRepository full = new InMemoryAuditEventRepository() {

            @Override
            public void add(AuditEvent event) {
                throw new IllegalStateException("full");
            }
        };
        runner.withBean(AuditEventRepository.class, () -> full).run(context -> {
            context.getBean(FeatureFlagAdmin.class).set("checkout", "true", FlagWrite.by("ada"));

            await().untilAsserted(() -> assertThat(output)
                    .contains("AuditEventSink has failed to take a change of feature flag 'checkout'"));
        });
    }

    @Test
    void logsChangesWithoutTheActuator(CapturedOutput output) {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> {
                    context.getBean(FeatureFlagAdmin.class).set("checkout", "true", FlagWrite.by("ada"));

                    await().untilAsserted(() -> assertThat(output).contains("feature_flag_changed flag=checkout"));
                });
    }

    @Test
    void blockedSinkDelaysNeitherWritersNorOtherSinks(CapturedOutput output) {
        CountDownLatch held = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        QueuedSinks sinks = new QueuedSinks(List.of(
                entry -> {
                    try {
                        held.await();
                    } catch (InterruptedException ex) {
                        Thread.currentThread().interrupt();
                    }
                },
                entry -> taken.incrementAndGet()));
        for (int i = 0; i < 10_011; i++) { // The sink takes one, and 10,000 wait.
            sinks.recorded(CHANGE);
            if (i % 1000 == 0) { // Gives the other sink the time that it needs.
                int recorded = i + 1;
                await().until(() -> taken.get() == recorded);
            }
        }

        assertThat(output).containsOnlyOnce("blocks more than 10000 changes of feature flags");
        await().until(() -> taken.get() > 0);
        held.countDown();
        await().untilAsserted(() ->
                assertThat(output).contains("takes changes of feature flags again. It has missed 10 of them"));
        sinks.destroy();
    }

    @Test
    void slowSinkIsNotLoggedForEachChange(CapturedOutput output) {
        Semaphore allowed = new Semaphore(0);
        AtomicInteger received = new AtomicInteger();
        QueuedSinks sinks = new QueuedSinks(List.of(entry -> {
            received.incrementAndGet();
            allowed.acquireUninterruptibly();
        }));
        sinks.recorded(CHANGE);
        await().until(() -> received.get() == 1);
        for (int i = 0; i < 10_001; i++) { // One more than may wait.
            sinks.recorded(CHANGE);
        }
        allowed.release();
        await().until(() -> received.get() == 2);
        sinks.recorded(CHANGE);
        sinks.recorded(CHANGE); // Too many again.

        assertThat(output)
                .containsOnlyOnce("blocks more than 10000 changes of feature flags")
                .doesNotContain("takes changes of feature flags again");
        allowed.release(20_000);
        await().untilAsserted(() -> assertThat(output).contains("It has missed 2 of them"));
        sinks.destroy();
    }

    @Test
    void sinkThatFailsReceivesTheNextChange(CapturedOutput output) {
        AtomicInteger received = new AtomicInteger();
        QueuedSinks sinks = new QueuedSinks(List.of(entry -> {
            received.incrementAndGet();
            throw new IllegalStateException("full");
        }));
        sinks.recorded(CHANGE);
        sinks.failed(failure("a\nb", "x")); // The sink does not implement takeFailed.
        sinks.recorded(CHANGE);

        await().until(() -> received.get() == 2);
        sinks.destroy();
        assertThat(output).contains("has failed to take a change of feature flag 'checkout'", "full");
    }

    @Test
    void deliversWaitingChangesAtTheEnd() {
        AtomicInteger taken = new AtomicInteger();
        QueuedSinks sinks = new QueuedSinks(List.of(entry -> taken.incrementAndGet()));
        for (int i = 0; i < 100; i++) {
            sinks.recorded(CHANGE);
        }
        sinks.destroy();
        sinks.recorded(CHANGE);

        assertThat(taken).hasValue(100);
    }
}
