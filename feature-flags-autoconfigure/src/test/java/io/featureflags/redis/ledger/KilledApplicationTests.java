package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.testing.JavaProcess;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An application that is killed while it writes: the data in Redis is consistent and has all confirmed writes. */
class KilledApplicationTests {

    private static final int ROUNDS = 3;

    /** Number of confirmed writes before the application is killed. */
    private static final int WRITES = 200;

    private final RedisProcess redis = RedisProcess.start();

    private final LettuceConnectionFactory source = LedgerServers.lettuce(redis.port());

    private final RedisFlagLedger ledger = LedgerServers.ledger(source, LedgerServers::ignore);

    @TempDir
    private Path folder;

    /** The confirmed versions by flag name. */
    private final Map<String, Set<String>> answered = new HashMap<>();

    @AfterEach
    void stop() {
        ledger.stop();
        source.destroy();
        redis.close();
    }

    @Test
    void leavesNoValueWithoutAnEntryAndNoEntryWithoutAValue() throws IOException, InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            writeAndKill();
            for (String flag : WritingApplication.FLAGS) {
                String present = redis.run("EXISTS", "feature:" + flag).equals("1")
                        ? "=" + redis.run("GET", "feature:" + flag)
                        : "-";
                ledger.read(flag); // A read would record a value without an entry.
                List<AuditEntry> history = ledger.history(flag, 1_000_000);
                assertThat(LedgerServers.isUnbroken(history)).isTrue();
                assertThat(LedgerReply.encoded(history.get(0).after())).isEqualTo(present);
                assertThat(history).noneMatch(entry -> entry.source() == ChangeSource.EXTERNAL);
                assertThat(history)
                        .extracting(AuditEntry::version)
                        .doesNotHaveDuplicates()
                        .containsAll(answered.getOrDefault(flag, Set.of()));
            }
            long entries = WritingApplication.FLAGS.stream()
                    .mapToLong(flag -> ledger.history(flag, 1_000_000).size())
                    .sum();
            long answers = answered.values().stream().mapToLong(Set::size).sum();
            assertThat(entries).isBetween(answers, answers + (long) round * WritingApplication.WRITERS);
        }
    }

    private void writeAndKill() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process application = JavaProcess.start(WritingApplication.class, output, Integer.toString(redis.port()));
        try {
            Shop.soon("it writes")
                    .atMost(Duration.ofMinutes(2))
                    .failFast(() -> assertThat(application.isAlive())
                            .as("%s", Files.readString(output))
                            .isTrue())
                    .until(() -> answers(output).count() >= WRITES);
        } finally {
            application.destroyForcibly();
            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        answers(output)
                .forEach(answer -> answered.computeIfAbsent(answer.group(1), flag -> new HashSet<>())
                        .add(answer.group(2)));
    }

    private static Stream<MatchResult> answers(Path output) throws IOException {
        return WritingApplication.ANSWER.matcher(Files.readString(output)).results();
    }
}
