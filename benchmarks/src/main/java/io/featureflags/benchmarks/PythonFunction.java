package io.featureflags.benchmarks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The Python function {@code int(md5(f"{user}-{flag}").hexdigest(), 16) % 100}, in plain Java. */
public final class PythonFunction {

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private PythonFunction() {}

    /**
     * Returns the bucket of a user.
     *
     * @param user the user
     * @param flag name of the flag
     * @return the bucket, from 0 to 99
     */
    public static int bucket(String user, String flag) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest((user + "-" + flag).getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).mod(HUNDRED).intValue();
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
