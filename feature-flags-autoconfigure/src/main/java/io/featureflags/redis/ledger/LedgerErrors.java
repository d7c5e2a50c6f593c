package io.featureflags.redis.ledger;

import io.featureflags.FlagStoreException;
import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FailureText;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** Recognizes error replies, and turns them into exceptions that name the remedy. */
final class LedgerErrors {

    /** The code in capitals at the beginning of an error reply. */
    private static final Pattern ERROR_CODE = Pattern.compile("-?([A-Z]{3,}) .*", Pattern.DOTALL);

    /** Servers before Redis 7 wrap the error of a command within a script. */
    private static final Pattern WRAPPED =
            Pattern.compile(".*(READONLY|OOM|NOPERM|MISCONF|WRONGTYPE|NOREPLICAS|LOADING) .*", Pattern.DOTALL);

    /** The error of servers before Redis 7, instead of NOPERM, for a forbidden command within a script. */
    private static final String NOT_ALLOWED = "The user executing the script can't";

    /** Effect of a write that failed for certain. */
    static final String NOTHING_WRITTEN = " Nothing was written.";

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("READONLY", "Only a replica answers: wait for the failover to end, or connect to the master."),
            Map.entry("OOM", "Redis is out of memory: raise its maxmemory, or remove data."),
            Map.entry("NOPERM", "The user of Redis lacks a permission: see docs/redis.md."),
            Map.entry("WRONGTYPE", "Remove or rename that key: it does not belong to a flag."),
            Map.entry("MISCONF", "Redis cannot save to its disk, and rejects writes until it can."),
            Map.entry("NOREPLICAS", "Redis rejects writes until it has enough replicas."),
            Map.entry("LOADING", "Redis loads its data: try again when it has."),
            Map.entry("BUSY", "Redis is blocked by another script: try again when that has ended."),
            Map.entry("CLUSTERDOWN", "The cluster has lost a master: try again when another one has taken its place."),
            Map.entry("WRONGPASS", "Name the right user and password of Redis in the configuration."),
            Map.entry("NOAUTH", "Name a user and password of Redis in the configuration."));

    private LedgerErrors() {}

    /** Returns the error reply that caused a driver's exception; null if no reply came. */
    static @Nullable ErrorReply reply(RuntimeException thrown) {
        String message =
                String.valueOf(NestedExceptionUtils.getMostSpecificCause(thrown).getMessage());
        return ERROR_CODE.matcher(message).matches() ? new ErrorReply(message) : null;
    }

    static boolean isFromReplica(ErrorReply reply) {
        return "READONLY".equals(code(reply));
    }

    /** Returns whether the keys of one flag are the reason, so that other flags may succeed. */
    static boolean concernsOneFlag(ErrorReply reply) {
        String code = code(reply);
        return code.equals("WRONGTYPE")
                || (code.equals("NOPERM") && String.valueOf(reply.getMessage()).contains(" key"));
    }

    /** Returns whether there is a remedy for an error reply. */
    static boolean hasRemedy(ErrorReply reply) {
        return REMEDIES.containsKey(code(reply));
    }

    /** Returns the exception for a write that Redis rejected. */
    static FlagStoreException rejected(String problem, ErrorReply reply) {
        return new FlagStoreException(problem + ": " + returned(reply, NOTHING_WRITTEN), true, reply);
    }

    /** Returns the exception for a write that was not sent, since Redis cannot be reached. */
    static FlagStoreException unavailable(String problem, RuntimeException cause) {
        return new FlagStoreException(problem + ": " + unanswered(cause) + NOTHING_WRITTEN, true, cause);
    }

    /** Returns the exception for a read that Redis rejected, or did not reply to. */
    static FlagStoreException unread(String problem, RuntimeException cause) {
        String reason = cause instanceof ErrorReply reply ? returned(reply, "") : unanswered(cause);
        return new FlagStoreException(problem + ": " + reason, true, cause);
    }

    private static String returned(ErrorReply reply, String effect) {
        String error = String.valueOf(reply.getMessage());
        String remedy = REMEDIES.get(code(reply));
        return "Redis returned " + error + (error.endsWith(".") ? "" : ".") + effect
                + (remedy == null ? "" : " " + remedy);
    }

    private static String unanswered(RuntimeException cause) {
        return "Redis does not answer (" + FailureText.of(cause) + ").";
    }

    /** Returns the exception for a write without a reply, which Redis may have carried out. */
    static FlagStoreException outcomeUnknown(String problem, String request, Exception cause) {
        return new FlagStoreException(
                problem + ": Redis does not answer, but may have carried out request " + request
                        + ". Send the same request again, or search for it in the history.",
                false,
                cause);
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
        Matcher plain = ERROR_CODE.matcher(message);
        return plain.matches() ? String.valueOf(plain.group(1)) : "";
    }
}
