package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.DriverConnection;
import io.featureflags.spi.RolloutBatch;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The script that adds a batch of a guarded rollout to the counts, or only returns them. All that it returns is of one
 * moment. Redis does not roll back a failed script. So each command that Redis may reject is tried before anything is
 * counted: a user who may not use {@code SETBIT} must not add calls without their failures.
 */
final class RolloutScript {

    /** The first word of a reply with counts. */
    static final String COUNTS = "counts";

    /**
     * KEYS: the flag, its stream, its last recorded value, the hash of the counts and the bitmap of the users. ARGV: nothing
     * for reading, else the SHA-1 of the value that was counted under, the sender, the number of its batch, the name of the
     * instance, the percentage in thousandths, the calls of the new and the legacy code, the slots of users who failed with the
     * new and the legacy code, those with slow calls of both, and the timed calls by bucket.
     *
     * <p>Fields of the hash: {@code value} is the version of the flag that is counted under, {@code most} the instance with the
     * most users who failed with the new code. {@code seq:} and {@code generation} survive each value: a batch that is sent
     * again counts once, and instances notice that the bitmap was cleared. The bitmap has the slots of failed users, then
     * those of slow ones, and one bit of no user, which is set to try the command.
     *
     * <p>Returns {@link #COUNTS}, the version, the first count and the time in microseconds, earlier steps, the present one,
     * ruler, generation, and the instance with the most failed users and their number. Without counts, returns one other word:
     * why there are none. Counts are texts, since numbers of Lua lose digits.
     */
    private static final String TEXT = """
            for i, wanted in ipairs({'string', 'stream', 'string', 'hash', 'string'}) do
              local found = redis.call('TYPE', KEYS[i]).ok
              if found ~= 'none' and found ~= wanted then
                return redis.error_reply('WRONGTYPE key ' .. KEYS[i] .. ' is a ' .. found .. ', not a ' .. wanted)
              end
            end
            local value = redis.call('GET', KEYS[1])
            if not value or (ARGV[1] and ARGV[1] ~= redis.sha1hex(value)) then return {'other'} end
            local entry = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
            local change = {}
            if entry then
              for i = 1, #entry[2], 2 do change[entry[2][i]] = entry[2][i + 1] end
            end
            if (change.after or redis.call('GET', KEYS[3])) ~= '=' .. value then return {'unrecorded'} end
            local version = entry and entry[1] or '0-0'
            local time = redis.call('TIME')
            local now = time[1] .. string.format('%06d', tonumber(time[2]))

            local function get(field) return redis.call('HGET', KEYS[4], field) end
            local function add(field, count) return redis.call('HINCRBY', KEYS[4], field, count) end
            local function step()
              local numbers = {get('step')}
              for _, field in ipairs({'newCalls', 'legacyCalls', 'newFailed', 'legacyFailed', 'newSlow', 'legacySlow'}) do
                table.insert(numbers, get(field) or '0')
              end
              return table.concat(numbers, ',')
            end
            local function answer()
              if get('value') ~= version then return {'uncounted'} end
              local most = get('most') or ''
              return {'counts', version, get('since'), now, get('past') or '', step(), get('ruler') or '0',
                get('generation'), most, get('failed:' .. most) or '0'}
            end
            local begins = get('value') ~= version
            local repeated = ARGV[1] and tonumber(get('seq:' .. ARGV[2]) or 0) >= tonumber(ARGV[3])
            if not ARGV[1] or (repeated and not begins) then return answer() end

            local raised = begins and change.via == 'rollout' and tonumber(ARGV[5]) > tonumber(get('step') or 100000)
            local past = get('past') or ''
            local forgotten = 0
            if raised then
              past = past .. step() .. ';'
            elseif begins then
              past = ''
              forgotten = get('generation') and 1 or 0
            end
            redis.call('SETBIT', KEYS[5], 32768, 1)
            redis.call('EXPIRE', KEYS[5], 2592000)
            redis.call('HSET', KEYS[4], 'generation', add('generation', forgotten))
            redis.call('EXPIRE', KEYS[4], 2592000)
            if begins then
              local fields = redis.call('HGETALL', KEYS[4])
              if not raised then redis.call('SET', KEYS[5], '', 'KEEPTTL') end
              redis.call('HDEL', KEYS[4], 'value')
              for i = 1, #fields, 2 do
                local field = fields[i]
                local kept = field == 'generation' or string.sub(field, 1, 4) == 'seq:'
                  or (raised and (field == 'ruler' or string.sub(field, 1, 5) == 'timed'))
                if not kept then redis.call('HDEL', KEYS[4], field) end
              end
            end
            local failed = redis.call('BITCOUNT', KEYS[5], 0, 2047)
            local slow = redis.call('BITCOUNT', KEYS[5], 2048, 4095)
            if begins then
              redis.call('HSET', KEYS[4], 'value', version, 'step', ARGV[5], 'since', now, 'past', past)
            end
            if repeated then return answer() end
            redis.call('HSET', KEYS[4], 'seq:' .. ARGV[2], ARGV[3])

            add('newCalls', ARGV[6])
            add('legacyCalls', ARGV[7])
            local function users(field, slots, offset)
              local added = 0
              for slot in string.gmatch(slots, '%d+') do
                added = added + 1 - redis.call('SETBIT', KEYS[5], offset + slot, 1)
              end
              add(field, added)
              return added
            end
            local newFailed = users('newFailed', ARGV[8], 0)
            failed = failed + newFailed + users('legacyFailed', ARGV[9], 0)
            slow = slow + users('newSlow', ARGV[10], 16384) + users('legacySlow', ARGV[11], 16384)
            if newFailed > 0 then
              local there = add('failed:' .. ARGV[4], newFailed)
              local most = get('most')
              if not most or there > tonumber(get('failed:' .. most)) then
                redis.call('HSET', KEYS[4], 'most', ARGV[4])
              end
            end

            if not get('ruler') then
              for bucket, count in string.gmatch(ARGV[12], '(%d+)=(%d+)') do
                add('timed:' .. bucket, count)
                add('timed', count)
              end
              local timed = tonumber(get('timed') or 0)
              local below = 0
              for bucket = 0, timed < 100 and -1 or 247 do
                below = below + (get('timed:' .. bucket) or 0)
                if below * 10 >= timed * 9 then
                  redis.call('HSET', KEYS[4], 'ruler', string.format('%.0f', math.floor(2 ^ ((bucket + 1) / 4))))
                  break
                end
              end
            end

            if failed >= 8192 or slow >= 8192 then
              redis.call('SET', KEYS[5], '', 'KEEPTTL')
              add('generation', 1)
            end
            return answer()
            """;

    private static final HashedScript SCRIPT = new HashedScript(TEXT);

    private RolloutScript() {}

    /** Adds a batch unless it was added before, and returns the reply, as {@link RolloutReply#of} parses it. */
    static List<?> count(DriverConnection connection, LedgerKeys keys, RolloutBatch batch) {
        return run(
                connection,
                keys,
                List.of(
                        HashedScript.sha1(batch.value()),
                        batch.sender(),
                        Long.toString(batch.number()),
                        batch.instance(),
                        Integer.toString(batch.step().thousandths()),
                        Long.toString(batch.newCode().calls()),
                        Long.toString(batch.legacy().calls()),
                        slots(batch.newCode().failed()),
                        slots(batch.legacy().failed()),
                        slots(batch.newCode().slow()),
                        slots(batch.legacy().slow()),
                        batch.ruler().entrySet().stream()
                                .map(bucket -> bucket.getKey() + "=" + bucket.getValue())
                                .collect(Collectors.joining(","))));
    }

    /** Returns the reply without counting. */
    static List<?> read(DriverConnection connection, LedgerKeys keys) {
        return run(connection, keys, List.of());
    }

    private static List<?> run(DriverConnection connection, LedgerKeys keys, List<String> arguments) {
        return SCRIPT.run(
                connection,
                List.of(keys.flag(), keys.stream(), keys.last(), keys.rollout(), keys.rolloutUsers()),
                arguments);
    }

    private static String slots(List<Integer> slots) {
        return slots.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
