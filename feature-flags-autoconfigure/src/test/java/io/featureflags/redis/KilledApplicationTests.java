package io.featureflags.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.testing.RedisProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An application that is killed while it writes: what is in Redis is whole, and what was answered is there. */
@Tag("fault")
class KilledApplicationTests {

    private static final int ROUNDS = 3;

    /** How many writes are answered before the application is killed. */
    private static final int WRITES = 200;

    private final RedisProcess redis = RedisProcess.start();

    private final LettuceConnectionFactory source = LedgerServers.lettuce(redis.port());

    private final RedisFlagLedger ledger = LedgerServers.ledger(source, LedgerServers::ignore);

    /** The versions that were answered, by the names of the flags. */
    private final Map<String, Set<String>> answered = new HashMap<>();

    @AfterEach
    void stop() {
        ledger.stop();
        source.destroy();
        redis.close();
    }

    @Test
    @Timeout(300)
    void leavesNoValueWithoutItsEntryAndNoEntryWithoutItsValue() throws IOException, InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            writeAndKill();
            for (String flag : WritingApplication.FLAGS) {
                String present = redis.run("EXISTS", "feature:" + flag).equals("1")
                        ? "=" + redis.run("GET", "feature:" + flag)
                        : "-";
                ledger.read(flag); // It would record a value that has no entry.
                List<AuditEntry> history = ledger.history(flag, 1_000_000);
                assertThat(LedgerServers.isUnbroken(history)).isTrue();
                assertThat(LedgerAnswer.encoded(history.get(0).after())).isEqualTo(present);
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
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                WritingApplication.class.getName(),
                Integer.toString(redis.port()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process application = builder.redirectErrorStream(true).start();
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = application.inputReader(StandardCharsets.UTF_8)) {
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                count += note(line) ? 1 : 0;
                if (count == WRITES) {
                    application.destroyForcibly(); // What it has printed by then is still to be read.
                }
            }
            assertThat(count).as("%s", output).isGreaterThanOrEqualTo(WRITES);
        } finally {
            application.destroyForcibly();
            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private boolean note(String line) {
        String[] words = line.split(" ");
        // Of a line that was cut off it is not known what it would have said.
        if (!line.startsWith(WritingApplication.ANSWERED) || words.length < 3 || !words[2].matches("\\d{13}-\\d+")) {
            return false;
        }
        answered.computeIfAbsent(words[1], flag -> new HashSet<>()).add(words[2]);
        return true;
    }
}
