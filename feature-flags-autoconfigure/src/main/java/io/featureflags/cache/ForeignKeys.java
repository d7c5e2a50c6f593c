package io.featureflags.cache;

import io.featureflags.spi.StoredValue;
import io.featureflags.text.LogLimit;
import io.featureflags.text.LogText;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Distinguishes new flags from keys of other programs, such as counters below the same prefix. A value that is not
 * understood, of a name that neither code nor configuration nor a caller mentions, belongs to another program.
 */
final class ForeignKeys {

    private static final Log logger = LogFactory.getLog(ForeignKeys.class);

    private final ValueInterpreter interpreter;

    private final LogLimit limit;

    ForeignKeys(ValueInterpreter interpreter, LongSupplier nanoTime) {
        this.interpreter = interpreter;
        this.limit = new LogLimit(nanoTime);
    }

    /**
     * Returns whether the value of an unknown name is not that of a flag, and warns of it.
     *
     * @param name the name
     * @param reading the value
     * @param place where a person finds the value
     * @return whether the value is not understood
     */
    boolean isForeign(String name, StoredValue reading, String place) {
        InterpretedValue value = InterpretedValue.of(reading, interpreter, warning -> {});
        if (value.problem() == null) {
            return false;
        }
        String message = limit.limit(
                name,
                place + " is not understood: " + value.problem()
                        + ". It is ignored, since no flag of this name is known. If another program uses the key, set"
                        + " feature-flags.redis.key-prefix to a prefix of its own. The value is: "
                        + LogText.of(value.text()));
        if (message != null) {
            logger.warn(message);
        }
        return true;
    }
}
