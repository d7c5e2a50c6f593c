package io.featureflags.cache;

import io.featureflags.spi.StoredValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Warns of what the store has under a flag's name: of each value once, also where two are set in turns. */
final class FlagWarnings {

    private static final Log logger = LogFactory.getLog(FlagWarnings.class);

    /** What was said longest ago is forgotten, so that whoever makes up values does not fill the memory. */
    private static final int MAX_REMEMBERED = 1000;

    private final String flag;

    /** The values that were warned of, as numbers, since a value may be large; null for none, as nearly always. */
    private @Nullable Set<Long> said;

    private StoredValue.@Nullable Unreadable unreadable;

    FlagWarnings(String flag) {
        this.flag = flag;
    }

    void value(StoredValue about, String warning) {
        Set<Long> values = said == null ? new LinkedHashSet<>() : said;
        said = values;
        if (values.add(number(about))) {
            if (values.size() > MAX_REMEMBERED) {
                values.remove(values.iterator().next());
            }
            warn(warning);
        }
    }

    void unreadable(StoredValue.Unreadable about, String warning) {
        if (!about.equals(unreadable)) {
            unreadable = about;
            warn(warning);
        }
    }

    /** Why the value cannot be read; null if it can. */
    @Nullable
    String unreadable() {
        return unreadable == null ? null : unreadable.problem();
    }

    void noContext(RuntimeException ex) {
        logger.warn(
                "Feature flag '" + flag + "' is off for this call and every other whose user cannot be found out", ex);
    }

    /** It can be read again: should it fail once more, that is news. */
    void readable() {
        unreadable = null;
    }

    private void warn(String warning) {
        logger.warn("Feature flag '" + flag + "': " + warning);
    }

    private static long number(StoredValue about) {
        String text = about.toString();
        return (long) text.length() << Integer.SIZE | Integer.toUnsignedLong(text.hashCode());
    }
}
