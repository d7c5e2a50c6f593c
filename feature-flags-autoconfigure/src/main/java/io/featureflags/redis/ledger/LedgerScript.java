package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.DriverConnection;
import io.featureflags.redis.connection.ErrorReply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The script that writes a flag together with its audit entry, or only records an external change. Redis does not roll
 * back a failed script. So each command that Redis may reject is tried without an effect before anything is written.
 */
final class LedgerScript {

    /**
     * KEYS: the flag, its stream, its last recorded value, and a key that never exists. ARGV: number of entries to keep
     * and the instance; for a write also the new value, the expected version or nothing, actor, source, via, reason,
     * request. Values are {@code =value}, or {@code -} without one; the last recorded value is {@link
     * LedgerKeys#DELETED} after a deletion.
     *
     * <p>Returns the word of a {@link LedgerOutcome}, the present value, the version, the added entries, and the entry
     * of the request if there is one.
     */
    private static final String TEXT = """
            for i, wanted in ipairs({'string', 'stream', 'string'}) do
              local found = redis.call('TYPE', KEYS[i]).ok
              if found ~= 'none' and found ~= wanted then
                return redis.error_reply('WRONGTYPE key ' .. KEYS[i] .. ' is a ' .. found .. ', not a ' .. wanted)
              end
            end
            local value = redis.call('GET', KEYS[1])
            local present = value and ('=' .. value) or '-'
            local audited = redis.call('GET', KEYS[3])
            local known = audited == '-deleted' and '-' or audited
            local entries = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', ARGV[3] and 100 or 1)
            local version = entries[1] and entries[1][1] or '0-0'

            local function field(entry, name)
              for i = 1, #entry[2], 2 do
                if entry[2][i] == name then return entry[2][i + 1] end
              end
            end
            local last = entries[1] and field(entries[1], 'after') or known

            local added = {}
            local function append(actor, source, via, before, after, reason, request, record)
              local time = redis.call('TIME')
              version = redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[1], '*',
                'at', time[1] .. string.format('%06d', tonumber(time[2])),
                'actor', actor, 'source', source, 'via', via, 'before', before, 'after', after,
                'reason', reason, 'instance', ARGV[2], 'request', request)
              redis.call('SET', KEYS[3], record or after)
              table.insert(added, redis.call('XREVRANGE', KEYS[2], version, version)[1])
            end

            redis.call('SET', KEYS[3], '', audited and 'NX' or 'XX')
            if not last then
              if value then redis.call('SET', KEYS[3], present) end
            elseif last ~= present then
              append('?', 'EXTERNAL', 'redis', last, present, '', '')
            elseif known ~= present then
              redis.call('SET', KEYS[3], present)
            end
            if not ARGV[3] then return {'seen', present, version, added} end

            for _, entry in ipairs(entries) do
              if field(entry, 'request') == ARGV[9] then return {'done', present, version, added, entry} end
            end
            if ARGV[4] ~= '' and ARGV[4] ~= version then return {'conflict', present, version, added} end
            if ARGV[3] == present then return {'same', present, version, added} end
            if ARGV[3] == '-' then
              redis.call('DEL', KEYS[4])
              redis.call('SET', KEYS[1], '', value and 'NX' or 'XX')
              append(ARGV[5], ARGV[6], ARGV[7], present, '-', ARGV[8], ARGV[9], '-deleted')
              redis.call('DEL', KEYS[1])
            else
              redis.call('SET', KEYS[1], '', value and 'NX' or 'XX', 'KEEPTTL')
              append(ARGV[5], ARGV[6], ARGV[7], present, ARGV[3], ARGV[8], ARGV[9])
              redis.call('SET', KEYS[1], string.sub(ARGV[3], 2), 'KEEPTTL')
            end
            return {'written', ARGV[3], version, added, added[#added]}
            """;

    private static final String SHA1 = sha1(TEXT);

    private static final int NUMBER_OF_KEYS = 4;

    private LedgerScript() {}

    /**
     * Runs the script by its hash, and sends its text only to a server that does not have it yet.
     *
     * @param connection the connection to the master of the keys
     * @param keys the keys of the flag
     * @param arguments the arguments after the keys
     * @return the reply, as {@link LedgerReply#of} parses it
     */
    static List<?> run(DriverConnection connection, LedgerKeys keys, List<String> arguments) {
        byte[][] all = Stream.concat(
                        Stream.of(keys.flag(), keys.stream(), keys.last(), keys.never()), arguments.stream())
                .map(LedgerScript::bytes)
                .toArray(byte[][]::new);
        try {
            return connection.evalsha(SHA1, NUMBER_OF_KEYS, all);
        } catch (RuntimeException ex) {
            ErrorReply reply = LedgerErrors.reply(ex);
            if (reply == null || !String.valueOf(reply.getMessage()).startsWith("NOSCRIPT")) {
                throw ex;
            }
            return connection.eval(bytes(TEXT), NUMBER_OF_KEYS, all);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes(text)));
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    static String text() {
        return TEXT;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
