package io.featureflags.snapshot;

import io.featureflags.FlagName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The format of a snapshot: UTF-8, a line {@code name=value} for each flag, sorted by name, below a header with the
 * version of the format and the SHA-256 of all that follows. The checksum detects damage. It does not protect against a
 * person with write access to the file.
 */
final class SnapshotFormat {

    /** The start of every snapshot, in every version. */
    static final String MAGIC = "# feature-flags snapshot, version ";

    /** The problem of a file that starts in another way. */
    static final String FOREIGN = "it is not a snapshot of feature flags";

    private static final String VERSION = MAGIC + "1, ";

    private static final String REMARK =
            "# Last known values, for a start without their store. The application writes this file, and ignores it"
                    + " after any change by hand.\n";

    private SnapshotFormat() {}

    static byte[] encode(SortedMap<String, String> values) {
        StringBuilder body = new StringBuilder(REMARK);
        values.forEach((name, value) -> {
            if (!FlagName.isValid(name)) {
                throw new IllegalArgumentException("'name' must match " + FlagName.GRAMMAR + ", not '" + name + "'");
            }
            body.append(name).append('=');
            LineEscapes.append(value, body);
            body.append('\n');
        });
        return seal(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Puts the header above the lines of a snapshot. */
    static byte[] seal(byte[] lines) {
        byte[] header = header(lines, 0);
        byte[] content = Arrays.copyOf(header, header.length + lines.length);
        System.arraycopy(lines, 0, content, header.length, lines.length);
        return content;
    }

    /** Decodes a snapshot; throws an exception with the problem if that is not possible. */
    static SortedMap<String, String> decode(byte[] content) throws IOException {
        if (isForeign(content)) {
            throw new IOException(FOREIGN);
        }
        if (differs(content, VERSION)) {
            throw new IOException("it was written in another version of its format");
        }
        int bodyStart = lineEnd(content);
        if (!Arrays.equals(Arrays.copyOf(content, bodyStart), header(content, bodyStart))) {
            throw new IOException("it was changed or cut off, its checksum is wrong");
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (String line : text(content, bodyStart).lines().toList()) {
            if (!line.startsWith("#")) {
                int separator = Math.max(0, line.indexOf('='));
                String name = line.substring(0, separator);
                if (!FlagName.isValid(name)
                        || values.put(name, LineEscapes.undo(line.substring(separator + 1))) != null) {
                    throw new IOException("it has a line without the name of a flag, or two of one flag");
                }
            }
        }
        return values;
    }

    /** Returns whether a file with this start was never a snapshot, not even a damaged one. */
    static boolean isForeign(byte[] content) {
        return differs(content, MAGIC);
    }

    /** Returns whether a file starts in another way. A file that is shorter and the same so far does not. */
    private static boolean differs(byte[] content, String start) {
        int same = Arrays.mismatch(content, start.getBytes(StandardCharsets.UTF_8));
        return same >= 0 && same < Math.min(content.length, start.length());
    }

    private static int lineEnd(byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, content.length);
    }

    private static byte[] header(byte[] content, int bodyStart) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java has SHA-256", ex);
        }
        digest.update(content, bodyStart, content.length - bodyStart);
        String header = VERSION + "sha256 " + HexFormat.of().formatHex(digest.digest()) + "\n";
        return header.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] content, int bodyStart) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content, bodyStart, content.length - bodyStart))
                    .toString();
        } catch (CharacterCodingException ex) {
            throw new IOException("it is not in UTF-8", ex);
        }
    }
}
