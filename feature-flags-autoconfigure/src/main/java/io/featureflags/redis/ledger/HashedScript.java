package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.DriverConnection;
import io.featureflags.redis.connection.ErrorReply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A script of Redis that runs by its hash. Its text is sent only to a server that does not have it yet. */
final class HashedScript {

    private final String text;

    private final String sha1;

    HashedScript(String text) {
        this.text = text;
        this.sha1 = sha1(text);
    }

    /**
     * Runs the script.
     *
     * @param connection the connection to the master of the keys
     * @param keys the keys, all of one slot
     * @param arguments the arguments after the keys
     * @return the reply
     */
    List<?> run(DriverConnection connection, List<String> keys, List<String> arguments) {
        byte[][] all = new byte[keys.size() + arguments.size()][];
        int next = 0;
        for (String key : keys) {
            all[next++] = LedgerKeys.bytes(key);
        }
        for (String argument : arguments) {
            all[next++] = LedgerKeys.bytes(argument);
        }
        try {
            return connection.evalsha(sha1, keys.size(), all);
        } catch (RuntimeException ex) {
            ErrorReply reply = LedgerErrors.reply(ex);
            if (reply == null || !String.valueOf(reply.getMessage()).startsWith("NOSCRIPT")) {
                throw ex;
            }
            return connection.eval(LedgerKeys.bytes(text), keys.size(), all);
        }
    }

    /** Returns the SHA-1 of a text in hexadecimal digits, as Redis computes it. */
    static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(LedgerKeys.bytes(text)));
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    String text() {
        return text;
    }
}
