package io.featureflags.actuate;

import io.featureflags.AuditEntry;
import io.featureflags.Explanation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one reader sees of the results of the endpoint: by default all of it. */
public class ReaderView {

    /** View of a reader who sees all. */
    public static final ReaderView ALL = new ReaderView();

    /** Creates a view of all. */
    public ReaderView() {}

    /**
     * Shows the list of all flags.
     *
     * @param all the list, which may be changed
     * @return the list for the reader
     */
    public Map<String, Object> flags(Map<String, Object> all) {
        return all;
    }

    /**
     * Shows one flag.
     *
     * @param flag the flag, which may be changed
     * @return the flag for the reader
     */
    public Map<String, Object> flag(Map<String, Object> flag) {
        return flag;
    }

    /**
     * Shows the value of a flag.
     *
     * @param value the value, as in the store
     * @return the value for the reader
     */
    public String value(String value) {
        return value;
    }

    /**
     * Shows a history as JSON.
     *
     * @param entries the entries, newest first
     * @param limit number of entries that were requested
     * @return the entries for the reader
     */
    public List<Map<String, Object>> history(List<AuditEntry> entries, int limit) {
        return entries.stream().map(this::entry).map(FlagView::entry).collect(Collectors.toList());
    }

    /**
     * Shows an entry of a history.
     *
     * @param entry the entry
     * @return the entry for the reader
     */
    public AuditEntry entry(AuditEntry entry) {
        return entry;
    }

    /**
     * Shows an explanation.
     *
     * @param explanation the explanation
     * @return the explanation for the reader
     */
    public Explanation explanation(Explanation explanation) {
        return explanation;
    }

    /**
     * Returns whether the reader sees nothing without a login.
     *
     * @return whether every read is refused
     */
    public boolean needsLogin() {
        return false;
    }

    /**
     * Returns whether the reader sees arguments and results of calls, which may hold personal data.
     *
     * @return whether samples of shadow runs are shown
     */
    public boolean showsCalls() {
        return true;
    }

    /**
     * Returns the reason why the reader must not explain a flag for a given user.
     *
     * @return the reason; null if the reader may
     */
    public @Nullable String whyNotByUser() {
        return null;
    }
}
