package io.featureflags.console;

import io.featureflags.AuditEntry;
import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.actuate.FlagView;
import io.featureflags.actuate.ReaderView;
import io.featureflags.decision.FlagValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees: more than the endpoint alone shows, and ids only if the reader may see them.
 */
final class ConsoleReaderView extends ReaderView {

    private static final String PROBLEM = "It is not shown, since it may quote ids of users.";

    /** Steps of an explanation whose details quote nothing of the value. */
    private static final Set<String> SAFE_STEPS = Set.of(
            "enabled",
            "window",
            "requires",
            "excluded",
            "users",
            "percentage",
            "rollout",
            "application.yml",
            "annotation");

    private final ConsoleReaderViews views;

    private final boolean showsIds;

    private final boolean needsLogin;

    /**
     * Creates the view.
     *
     * @param views what all views share
     * @param showsIds whether the reader sees ids
     * @param needsLogin whether the reader must log in first
     */
    ConsoleReaderView(ConsoleReaderViews views, boolean showsIds, boolean needsLogin) {
        this.views = views;
        this.showsIds = showsIds;
        this.needsLogin = needsLogin;
    }

    @Override
    public boolean showsCalls() {
        return showsIds;
    }

    @Override
    public boolean needsLogin() {
        return needsLogin;
    }

    @Override
    public Map<String, Object> flags(Map<String, Object> all) {
        if (!showsIds && all.get("flags") instanceof List<?> flags) {
            List<Map<String, Object>> shown = new ArrayList<>(flags.size());
            flags.forEach(flag -> shown.add(withoutIds(copy(flag))));
            all.put("flags", shown);
        }
        return all;
    }

    @Override
    public Map<String, Object> flag(Map<String, Object> flag) {
        Map<String, Object> view = copy(flag);
        if (view.get("value") instanceof String value) {
            Map<String, @Nullable Object> fields = views.texts().fields(value);
            if (fields != null) {
                view.put("fields", showsIds ? fields : HiddenFields.of(fields));
            }
            FlagValue meaning = views.texts().meaning(value);
            if (meaning != null) {
                List<Map<String, Object>> steps =
                        StepWords.of(meaning, showsIds, views.clock().instant());
                if (view.get("rollout") instanceof Map<?, ?> rollout) {
                    StepWords.addCounts(steps, rollout);
                }
                StepWords.addCounts(steps, views.shadows().counts(String.valueOf(view.get("name"))));
                view.put("steps", steps);
            }
        }
        return showsIds ? view : withoutIds(view);
    }

    private Map<String, Object> withoutIds(Map<String, Object> view) {
        boolean hidden = hide(view, "value", "lastKnownValue");
        if (view.containsKey("problem")) {
            view.put("problem", PROBLEM);
            hidden = true;
        }
        if (view.get("lastChange") instanceof Map<?, ?> change) {
            Map<String, Object> shown = copy(change);
            hidden |= hide(shown, "before", "after");
            view.put("lastChange", shown);
        }
        if (hidden) {
            view.put("hidden", true);
        }
        return view;
    }

    private boolean hide(Map<String, Object> view, String... fields) {
        boolean hidden = false;
        for (String field : fields) {
            if (view.get(field) instanceof String value) {
                String shown = views.texts().withoutIds(value);
                view.put(field, shown);
                hidden |= !shown.equals(value);
            }
        }
        return hidden;
    }

    @Override
    public String value(String value) {
        return showsIds ? value : views.texts().withoutIds(value);
    }

    @Override
    public AuditEntry entry(AuditEntry entry) {
        return showsIds
                ? entry
                : new AuditEntry(
                        entry.version(),
                        entry.at(),
                        entry.flag(),
                        entry.actor(),
                        entry.source(),
                        entry.via(),
                        valueOrNull(entry.before()),
                        valueOrNull(entry.after()),
                        entry.reason(),
                        entry.instance(),
                        entry.request());
    }

    private @Nullable String valueOrNull(@Nullable String value) {
        return value == null ? null : value(value);
    }

    @Override
    public List<Map<String, Object>> history(List<AuditEntry> entries, int limit) {
        Map<String, AuditEntry> newer = new HashMap<>();
        Map<AuditEntry, Boolean> gaps = new HashMap<>();
        for (AuditEntry entry : entries) {
            AuditEntry next = newer.put(entry.flag(), entry);
            if (next != null && !Objects.equals(next.before(), entry.after())) {
                gaps.put(next, true);
            }
        }
        if (entries.size() < limit) { // The whole history: before its first entries there should be no values.
            newer.values().stream().filter(first -> first.before() != null).forEach(first -> gaps.put(first, true));
        }
        Map<String, String> states = new HashMap<>();
        Instant now = views.clock().instant();
        List<Map<String, Object>> shown = new ArrayList<>(entries.size());
        for (AuditEntry entry : entries) {
            Map<String, Object> view = FlagView.entry(entry(entry));
            view.put("words", views.texts().difference(entry.before(), entry.after(), showsIds, now));
            view.put("stateBefore", state(entry.flag(), entry.before(), states));
            view.put("stateAfter", state(entry.flag(), entry.after(), states));
            if (gaps.containsKey(entry)) {
                view.put("gap", true);
            }
            shown.add(view);
        }
        return shown;
    }

    private String state(String flag, @Nullable String value, Map<String, String> states) {
        return states.computeIfAbsent(flag + " " + value, key -> views.views().stateOf(flag, value));
    }

    @Override
    public Explanation explanation(Explanation all) {
        if (showsIds) {
            return all;
        }
        List<ExplainedStep> steps = all.steps().stream()
                .map(step ->
                        SAFE_STEPS.contains(step.step()) ? step : new ExplainedStep(step.step(), step.verdict(), ""))
                .toList();
        return new Explanation(
                all.flag(),
                all.enabled(),
                all.reason(),
                all.source(),
                all.errorCode(),
                all.bucket(),
                all.position(),
                all.variant(),
                all.variantPosition(),
                all.rule(),
                valueOrNull(all.value()),
                steps);
    }

    @Override
    public @Nullable String whyNotByUser() {
        return showsIds ? null : "Explanations by user and attributes are for users who may change flags.";
    }

    private static Map<String, Object> copy(Object view) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) view).forEach((name, value) -> copy.put((String) name, value));
        return copy;
    }
}
