package io.featureflags.redis.ledger;

import io.featureflags.FlagStoreException;
import io.featureflags.redis.connection.ErrorReply;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** Tells an answer that says no from none at all, and what a person can do about it. */
final class LedgerErrors {

    /** The word in capitals that an error of Redis begins with. */
    private static final Pattern ANSWER = Pattern.compile("-?([A-Z]{3,}) .*", Pattern.DOTALL);

    /** Servers before Redis 7 wrap what a command in a script was refused for. */
    private static final Pattern WRAPPED =
            Pattern.compile(".*(READONLY|OOM|NOPERM|MISCONF|WRONGTYPE|NOREPLICAS|LOADING) .*", Pattern.DOTALL);

    /** What servers before Redis 7 say instead of NOPERM where a command in a script is refused. */
    private static final String NOT_ALLOWED = "The user executing the script can't";

    private static final Map<String, String> WAYS_OUT = Map.ofEntries(
            Map.entry("READONLY", "Only a replica answers: wait for the failover to end, or connect to the master."),
            Map.entry("OOM", "Redis is out of memory: raise its maxmemory, or remove data."),
            Map.entry("NOPERM", "The user of Redis lacks a permission that changing flags needs: see README."),
            Map.entry("WRONGTYPE", "Remove or rename that key: it is none of a flag."),
            Map.entry("MISCONF", "Redis cannot save to its disk, and takes no writes until it can."),
            Map.entry("NOREPLICAS", "Redis takes no writes until it has enough replicas."),
            Map.entry("LOADING", "Redis loads its data: try again when it has."),
            Map.entry("BUSY", "Redis is held up by a script of somebody else: try again when that has ended."),
            Map.entry("CLUSTERDOWN", "The cluster has lost a master: try again when another one has taken its place."),
            Map.entry("WRONGPASS", "Name the right user and password of Redis in the configuration."),
            Map.entry("NOAUTH", "Name a user and password of Redis in the configuration."));

    private LedgerErrors() {}

    /** The answer that says no; null if there was none. */
    static @Nullable ErrorReply reply(RuntimeException thrown) {
        String message =
                String.valueOf(NestedExceptionUtils.getMostSpecificCause(thrown).getMessage());
        return ANSWER.matcher(message).matches() ? new ErrorReply(message) : null;
    }

    static boolean isOfReplica(ErrorReply reply) {
        return "READONLY".equals(code(reply));
    }

    /** Whether it is for one flag's own keys, so that other flags may fare better. */
    static boolean isOfOneFlag(ErrorReply reply) {
        String code = code(reply);
        return code.equals("WRONGTYPE")
                || (code.equals("NOPERM") && String.valueOf(reply.getMessage()).contains(" key"));
    }

    /** Whether it is known what can be done about an answer. */
    static boolean isKnown(ErrorReply reply) {
        return WAYS_OUT.containsKey(code(reply));
    }

    static FlagStoreException refused(String doing, ErrorReply reply) {
        String answer = String.valueOf(reply.getMessage());
        String end = answer.endsWith(".") ? "" : ".";
        String wayOut = WAYS_OUT.get(code(reply));
        return new FlagStoreException(
                doing + ": Redis says " + answer + end + " Nothing was written." + (wayOut == null ? "" : " " + wayOut),
                true,
                reply);
    }

    private static String code(ErrorReply reply) {
        String message = String.valueOf(reply.getMessage());
        if (message.contains(NOT_ALLOWED)) {
            return "NOPERM";
        }
        Matcher wrapped = WRAPPED.matcher(message);
        if (wrapped.matches()) {
            return String.valueOf(wrapped.group(1));
        }
        Matcher plain = ANSWER.matcher(message);
        return plain.matches() ? String.valueOf(plain.group(1)) : "";
    }
}
