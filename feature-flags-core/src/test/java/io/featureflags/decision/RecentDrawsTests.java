package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentDrawsTests {

    private static final byte[] SUFFIX = Bucket.suffix("checkout", "2");

    private static final int THREADS = 4;

    private final RecentDraws draws = new RecentDraws(SUFFIX);

    /** Few users share each slot, so that all ways through the slots are taken at once. */
    @Test
    void allThreadsGetTheDrawOfTheDigest() throws Exception {
        long seed = Long.getLong("draws.seed", System.nanoTime());
        System.out.println("recent draws: -Ddraws.seed=" + seed);
        List<String> users = users(3 * RecentDraws.SLOTS, new Random(seed));
        long[] expected =
                users.stream().mapToLong(user -> Bucket.draw(user, SUFFIX)).toArray();
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                wrong.add(executor.submit(wrongDraws(users, expected, new Random(seed + thread))));
            }
            for (Future<Integer> each : wrong) {
                assertThat(each.get()).isZero();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private Callable<Integer> wrongDraws(List<String> users, long[] expected, Random random) {
        return () -> {
            int wrong = 0;
            for (int i = 0; i < 50_000; i++) {
                int user = random.nextInt(users.size());
                for (int again = random.nextInt(4); again >= 0; again--) {
                    wrong += draws.of(new String(users.get(user))) == expected[user] ? 0 : 1;
                }
            }
            return wrong;
        };
    }

    /** Users with the same hash code, a user without text, and users at and above the greatest length. */
    @Test
    void usersWhoLookAlikeHaveTheirOwnDraws() {
        List<String> users = List.of("AaAa", "BBBB", "AaBB", "", "u".repeat(64), "u".repeat(65), "Zoë", "😀", "\ud800");
        for (int round = 0; round < 4; round++) {
            for (String user : users) {
                assertThat(draws.of(user)).as(user).isEqualTo(Bucket.draw(user, SUFFIX));
                assertThat(draws.of(user)).as(user).isEqualTo(Bucket.draw(user, SUFFIX));
            }
        }
    }

    @Test
    void secondCallInARowIsRememberedAndFurtherOnesAllocateNothing() {
        WeakReference<String> kept = ask("user_12345", 2);
        System.gc();
        assertThat(kept.get()).isNotNull(); // The slot has it.

        List<String> equal = IntStream.range(0, 20_000)
                .mapToObj(i -> new String("user_12345"))
                .toList();
        equal.subList(0, 10_000).forEach(draws::of);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 10_000; i < equal.size(); i++) {
            draws.of(equal.get(i));
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000); // Less than a byte per call.
    }

    @Test
    void usersWhoComeOnceOrAreLongAreNotKept() {
        WeakReference<String> once = ask("user_once", 1);
        WeakReference<String> tooLong = ask("u".repeat(RecentDraws.LONGEST + 1), 3);
        for (int i = 0; i < 50 && (once.get() != null || tooLong.get() != null); i++) {
            System.gc();
        }
        assertThat(once.get()).isNull();
        assertThat(tooLong.get()).isNull();
    }

    /** Asks with a new text, which nothing but the draws may keep. */
    private WeakReference<String> ask(String text, int times) {
        String user = new String(text);
        for (int i = 0; i < times; i++) {
            draws.of(user);
        }
        return new WeakReference<>(user);
    }

    private static List<String> users(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> "user_" + i + (random.nextBoolean() ? "" : "-" + random.nextLong()))
                .toList();
    }
}
