package io.featureflags.redis;

import io.featureflags.FlagStoreException;
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

    private static final Map<String, String> WAYS_OUT = Map.of(
            "READONLY", "Only a replica answers: wait for the failover to end, or connect to the master.",
            "OOM", "Redis is out of memory: raise its maxmemory, or remove data.",
            "NOPERM", "The user of Redis lacks a permission that changing flags needs: see README.",
            "WRONGTYPE", "Remove or rename that key: it is none of a flag.",
            "MISCONF", "Redis cannot save to its disk, and takes no writes until it can.",
            "NOREPLICAS", "Redis takes no writes until it has enough replicas.",
            "LOADING", "Redis loads its data: try again when it has.");

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

    static FlagStoreException refused(String doing, ErrorReply reply) {
        String way = WAYS_OUT.getOrDefault(code(reply), "Nothing was written.");
        return new FlagStoreException(doing + ": Redis says " + reply.getMessage() + ". " + way, true, reply);
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
