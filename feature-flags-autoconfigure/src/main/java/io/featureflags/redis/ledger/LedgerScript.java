package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.DriverConnection;
import java.util.List;

/**
 * The script that writes a flag together with its audit entry, or only records an external change. Redis does not roll
 * back a failed script. So each command that Redis may reject is tried without an effect before anything is written.
 */
final class LedgerScript {

    /**
     * KEYS: the flag, its stream, its last recorded value, and a key that never exists. ARGV: number of entries to keep,
     * the instance, milliseconds to keep the record of a flag that is gone, and the value that the instance has {@link
     * LastReading last read}; for a write also the new value, the expected version or nothing, actor, source, via,
     * reason, request. Values are {@code =value}, or {@code -} without one; the last recorded value is {@link
     * LedgerKeys#DELETED} after a deletion.
     *
     * <p>The absence of a declared flag at its first reading is {@code ~}, and is recorded without an entry. Without a
     * record, the value that was last read is the one before a change. If it still is the present one, it
     * becomes the baseline, without an entry. A user of Redis may lack the permissions for {@code PEXPIRE} and {@code
     * PERSIST}: the entries are kept then.
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
            local entries = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', ARGV[5] and 100 or 1)
            local version = entries[1] and entries[1][1] or '0-0'

            local function field(entry, name)
              for i = 1, #entry[2], 2 do
                if entry[2][i] == name then return entry[2][i + 1] end
              end
            end
            local last = entries[1] and field(entries[1], 'after') or known

            local function remember(record)
              if string.sub(record, 1, 1) == '-' then
                redis.call('SET', KEYS[3], record, 'PX', ARGV[3])
              else
                redis.call('SET', KEYS[3], record)
              end
            end

            local added = {}
            local function append(actor, source, via, before, after, reason, request, record)
              local time = redis.call('TIME')
              version = redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[1], '*',
                'at', time[1] .. string.format('%06d', tonumber(time[2])),
                'actor', actor, 'source', source, 'via', via, 'before', before, 'after', after,
                'reason', reason, 'instance', ARGV[2], 'request', request)
              remember(record or after)
              if after == '-' then
                redis.pcall('PEXPIRE', KEYS[2], ARGV[3])
              elseif before == '-' then
                redis.pcall('PERSIST', KEYS[2])
              end
              table.insert(added, redis.call('XREVRANGE', KEYS[2], version, version)[1])
            end
            local function external(before)
              append('?', 'EXTERNAL', 'redis', before, present, '', '')
            end

            redis.call('SET', KEYS[3], '', audited and 'NX' or 'XX')
            local first = ARGV[4] == '~'
            local before = first and '-' or ARGV[4]
            if not last then
              if before ~= '' and before ~= '*' and before ~= present then
                external(before)
              elseif first or (value and before ~= '') then
                remember(present)
              end
            elseif last ~= present then
              external(last)
            elseif known ~= present then
              remember(present)
            elseif value and not entries[1] and before == '-' then
              external('-')
            end
            if not ARGV[5] then return {'seen', present, version, added} end

            for _, entry in ipairs(entries) do
              if field(entry, 'request') == ARGV[11] then return {'done', present, version, added, entry} end
            end
            if ARGV[6] ~= '' and ARGV[6] ~= version then return {'conflict', present, version, added} end
            if ARGV[5] == present then return {'same', present, version, added} end
            if ARGV[5] == '-' then
              redis.call('DEL', KEYS[4])
              redis.call('SET', KEYS[1], '', value and 'NX' or 'XX')
              append(ARGV[7], ARGV[8], ARGV[9], present, '-', ARGV[10], ARGV[11], '-deleted')
              redis.call('DEL', KEYS[1])
            else
              redis.call('SET', KEYS[1], '', value and 'NX' or 'XX', 'KEEPTTL')
              append(ARGV[7], ARGV[8], ARGV[9], present, ARGV[5], ARGV[10], ARGV[11])
              redis.call('SET', KEYS[1], string.sub(ARGV[5], 2), 'KEEPTTL')
            end
            return {'written', ARGV[5], version, added, added[#added]}
            """;

    private static final HashedScript SCRIPT = new HashedScript(TEXT);

    private LedgerScript() {}

    /**
     * Runs the script.
     *
     * @param connection the connection to the master of the keys
     * @param keys the keys of the flag
     * @param arguments the arguments after the keys
     * @return the reply, as {@link LedgerReply#of} parses it
     */
    static List<?> run(DriverConnection connection, LedgerKeys keys, List<String> arguments) {
        return SCRIPT.run(connection, List.of(keys.flag(), keys.stream(), keys.last(), keys.never()), arguments);
    }

    static String text() {
        return SCRIPT.text();
    }
}
