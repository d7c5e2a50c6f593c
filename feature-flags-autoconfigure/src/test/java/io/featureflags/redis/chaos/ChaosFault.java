package io.featureflags.redis.chaos;

import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.TcpRelay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens in a round of {@link ChaosTests}. When a fault returns, all is well again, and only then. */
enum ChaosFault {
    KILLED(round -> {
        round.server().redis().kill();
        round.hold(0, 400);
        round.server().redis().restart();
    }),

    KILLED_AND_DISK_LOST(Aftermath.LOSS, round -> {
        round.server().redis().kill();
        round.server().loseDisk();
        round.hold(0, 400);
        round.server().redis().restart();
        round.hold(0, 100);
    }),

    FROZEN(round -> {
        round.server().redis().freeze();
        round.hold(50, 1_500);
        round.server().redis().thaw();
    }),

    PAUSED(round -> {
        int millis = 50 + round.random().nextInt(900);
        String which = round.random().nextBoolean() ? "WRITE" : "ALL";
        round.server().redis().run("CLIENT", "PAUSE", Integer.toString(millis), which);
        round.hold(millis, millis);
        round.server().redis().run("SET", "elsewhere", "the pause is over");
    }),

    CONNECTIONS_KILLED(round -> {
        round.hold(0, 50);
        killConnections(round);
        round.hold(0, 50);
    }),

    CONNECTIONS_KILLED_AGAIN_AND_AGAIN(round -> {
        for (int times = 3 + round.random().nextInt(20); times > 0; times--) {
            killConnections(round);
            round.hold(0, 40);
        }
    }),

    FLUSHED(Aftermath.LOSS, round -> {
        round.hold(0, 50);
        round.server().redis().run(round.random().nextBoolean() ? "FLUSHALL" : "FLUSHDB");
        round.hold(0, 300);
    }),

    OTHER_DATABASE_FLUSHED(Aftermath.LOSS, round -> {
        for (int times = 1 + round.random().nextInt(5); times > 0; times--) {
            round.hold(0, 50);
            script(round, "redis.call('SELECT', 5) redis.call('SET', 'feature:flag_1', 'x') redis.call('FLUSHDB')");
        }
    }),

    DATABASES_SWAPPED_TWICE(Aftermath.UNTOLD, round -> {
        round.server().redis().run("SWAPDB", "0", "9");
        round.hold(0, 600);
        round.server().redis().run("SWAPDB", "0", "9");
        script(
                round,
                "redis.call('SELECT', 9) for _, key in ipairs(redis.call('KEYS', '*')) do redis.call('DEL', key) end");
    }),

    RELOADED(Aftermath.LOSS, round -> {
        round.hold(0, 50);
        round.server().redis().run("DEBUG", "RELOAD");
        round.hold(0, 50);
    }),

    MANY_WRITTEN(round -> {
        for (int times = 1 + round.random().nextInt(3); times > 0; times--) {
            List<String> command = ChaosFlags.arguments("MSET", ChaosFlags.MASS, round.random());
            for (int foreign = ChaosFlags.MASS.size(); foreign < 5_000; foreign++) {
                command.add("foreign:" + foreign);
                command.add("true");
            }
            round.server().redis().run(command.toArray(String[]::new));
            round.hold(0, 30);
        }
    }),

    CUT(round -> {
        for (int times = 1 + round.random().nextInt(5); times > 0; times--) {
            round.server().relay().cut();
            round.hold(0, 60);
        }
    }),

    SLOW(round -> {
        round.server().relay().delay(Duration.ofMillis(5 + round.random().nextInt(300)));
        round.hold(100, 1_000);
        round.server().relay().heal();
    }),

    BLACK_HOLE(round -> {
        TcpRelay relay = round.server().relay();
        relay.drop();
        boolean noticed = round.random().nextInt(4) == 0;
        if (noticed) {
            round.hold(2_000, 2_100); // The heartbeat and its timeout are over: the connection is given up.
        } else {
            round.hold(50, 1_200);
            relay.cut(); // No network loses a piece out of the middle and goes on.
        }
        relay.heal();
    }),

    HALF_CLOSED(round -> {
        round.hold(0, 30);
        round.server().relay().halfClose();
        round.hold(0, 100);
    }),

    REFUSED(round -> {
        round.server().relay().refuse();
        round.hold(50, 900);
        round.server().relay().heal();
    }),

    KEYS_FORBIDDEN(round -> {
        ruleForSome(round, "resetkeys");
        round.hold(50, 700);
        ruleForAll(round, "~feature:*");
    }),

    COMMANDS_FORBIDDEN(round -> {
        ruleForSome(round, "-mget");
        round.hold(50, 700);
        ruleForAll(round, "+mget");
    }),

    TRACKING_FORBIDDEN(round -> {
        rule(round, ChaosServer.RELAYED, "-client", "+client|setname");
        killConnections(round);
        round.hold(50, 700);
        rule(round, ChaosServer.RELAYED, "+client|tracking");
    }),

    PASSWORD_CHANGED(round -> {
        ruleForSome(round, "resetpass", ">another");
        killConnections(round);
        round.hold(50, 700);
        ruleForAll(round, "resetpass", ">" + ChaosServer.PASSWORD);
    }),

    USER_DELETED(round -> {
        round.server().redis().run("ACL", "DELUSER", ChaosServer.RELAYED);
        round.hold(50, 700);
        rule(round, ChaosServer.RELAYED, ChaosServer.TRACKING_RIGHTS.trim().split(" "));
    }),

    RENAMED_AND_BACK(round -> {
        for (int times = 1 + round.random().nextInt(3); times > 0; times--) {
            round.server().redis().run("RENAME", key(round), "away:it");
            round.hold(0, 60);
            round.server().redis().run("RENAME", "away:it", key(round));
            round.hold(0, 60);
        }
    }),

    WRONG_TYPE(Aftermath.NONE, Subject.KEPT, round -> {
        script(round, "redis.call('DEL', '" + key(round) + "') redis.call('LPUSH', '" + key(round) + "', 'true')");
        round.hold(0, 400);
        round.server().redis().run("SET", key(round), round.subjectValue());
    }),

    TOO_LARGE(Aftermath.NONE, Subject.KEPT, round -> {
        int size = 1_100_000 + round.random().nextInt(4_000_000);
        round.server().redis().run("SET", key(round), "x".repeat(size));
        round.hold(0, 400);
        round.server().redis().run("SET", key(round), round.subjectValue());
    }),

    NOT_UNDERSTOOD(round -> {
        for (int times = 1 + round.random().nextInt(3); times > 0; times--) {
            round.server().redis().run(List.of(bytes("SET"), bytes(key(round)), new byte[] {(byte) 0xff, 0, (byte) 0xfe
            }));
            round.hold(0, 60);
            round.server().redis().run("SET", key(round), "{\"percentage\": \"perhaps\"");
            round.hold(0, 60);
        }
        round.server().redis().run("SET", key(round), ChaosFlags.anyValue(round.random()));
    }),

    EXPIRED(Aftermath.SETTLING, round -> {
        int millis = 30 + round.random().nextInt(300);
        round.server()
                .redis()
                .run("SET", key(round), ChaosFlags.anyValue(round.random()), "PX", Integer.toString(millis));
        round.hold(millis + 1, millis + 1);
    });

    /** What is to be expected right after a fault. */
    private enum Aftermath {

        /** All is as Redis says. */
        NONE,

        /** The same, but something is to be repaired afterwards. */
        SETTLING,

        /** What is absent may have been lost, and then its last known value counts until it is set again. */
        LOSS,

        /** Redis does not tell of it: what was written meanwhile is right once it is written again. */
        UNTOLD
    }

    /** Whether the flag of a fault answers as before all the time, because what it has cannot be read. */
    private enum Subject {
        KEPT,
        CHANGED
    }

    private final Aftermath aftermath;

    private final Subject subject;

    @SuppressWarnings("ImmutableEnumChecker") // They capture nothing.
    private final Consumer<ChaosRound> course;

    ChaosFault(Consumer<ChaosRound> course) {
        this(Aftermath.NONE, course);
    }

    ChaosFault(Aftermath aftermath, Consumer<ChaosRound> course) {
        this(aftermath, Subject.CHANGED, course);
    }

    ChaosFault(Aftermath aftermath, Subject subject, Consumer<ChaosRound> course) {
        this.aftermath = aftermath;
        this.subject = subject;
        this.course = course;
    }

    /** Makes it happen, and mends it. */
    void strike(ChaosRound round) {
        course.accept(round);
    }

    /** Whether data is lost, or may look so to an instance. */
    boolean mayLose() {
        return aftermath == Aftermath.LOSS || aftermath == Aftermath.UNTOLD;
    }

    /** Whether Redis does not tell of what it did. */
    boolean isUntold() {
        return aftermath == Aftermath.UNTOLD;
    }

    /** Whether all flags have to be set again before all is as it was. */
    boolean needsSettling() {
        return aftermath != Aftermath.NONE;
    }

    boolean keepsSubject() {
        return subject == Subject.KEPT;
    }

    boolean writesMass() {
        return this == MANY_WRITTEN;
    }

    /** The faults that are named, or all; without those that the server does not allow. */
    static List<ChaosFault> chosen(@Nullable String names, ChaosServer server) {
        return Arrays.stream(values())
                .filter(fault -> names == null || List.of(names.split(",")).contains(fault.name()))
                .filter(fault -> fault != RELOADED || server.allowsDebug())
                .toList();
    }

    private static void killConnections(ChaosRound round) {
        round.server().redis().run("CLIENT", "KILL", "TYPE", "normal");
    }

    private static void script(ChaosRound round, String lua) {
        round.server().redis().run("EVAL", lua, "0");
    }

    private static void ruleForSome(ChaosRound round, String... rules) {
        int which = round.random().nextInt(3);
        if (which != 0) {
            rule(round, ChaosServer.RELAYED, rules);
        }
        if (which != 1) {
            rule(round, ChaosServer.POLLED, rules);
        }
    }

    private static void ruleForAll(ChaosRound round, String... rules) {
        rule(round, ChaosServer.RELAYED, rules);
        rule(round, ChaosServer.POLLED, rules);
    }

    private static void rule(ChaosRound round, String user, String... rules) {
        List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", user));
        command.addAll(List.of(rules));
        RedisProcess redis = round.server().redis();
        redis.run(command.toArray(String[]::new));
    }

    private static String key(ChaosRound round) {
        return ChaosFlags.key(round.subject());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
