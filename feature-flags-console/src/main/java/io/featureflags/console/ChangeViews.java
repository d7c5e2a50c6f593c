package io.featureflags.console;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagState;
import io.featureflags.Preview;
import io.featureflags.actuate.FlagReadOperations;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.text.NearestName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows changes to a user who may make them.
 *
 * @param reads operations that show flags
 * @param readers views of readers
 * @param flags flags, for previews
 * @param catalog flags that this instance knows
 */
record ChangeViews(FlagReadOperations reads, ConsoleReaderViews readers, FeatureFlags flags, FlagCatalog catalog) {

    /** Returns the response to a change, or to a dry run of it. */
    Map<String, Object> of(PlannedChange change, FlagState state, ChangeRequest.Options options) {
        Instant now = readers.clock().instant();
        ValueTexts texts = readers.texts();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("flag", change.flag());
        view.put("dryRun", options.dryRun());
        view.put("before", side(change.flag(), change.before(), now));
        view.put("after", side(change.flag(), change.after(), now));
        view.put("words", texts.difference(change.before(), change.after(), true, now));
        String preview = ChangePreview.of(
                change.flag(), meaning(change.flag(), change.before()), meaning(change.flag(), change.after()));
        if (preview != null) {
            view.put("preview", preview);
        }
        if (options.sample() != null) {
            view.put("sample", sample(change, options.sample()));
        }
        view.put("opensToEveryone", change.opensToEveryone());
        view.put("switchesOff", change.switchesOff());
        view.put("reasonRequired", change.reasonRequired());
        view.put("warnings", warnings(change, options.create(), now));
        view.put("view", present(state));
        return view;
    }

    /** Returns the view of a flag. */
    Map<String, Object> present(FlagState state) {
        return readers.ofWriter().flag(reads.changed(state));
    }

    private Map<String, Object> side(String flag, @Nullable String value, Instant now) {
        Map<String, Object> side = new LinkedHashMap<>();
        side.put("state", readers.views().stateOf(flag, value));
        if (value != null) {
            side.put("value", value);
        }
        FlagValue meaning = readers.texts().meaning(value);
        if (meaning != null) {
            side.put("steps", StepWords.of(meaning, true, now));
        }
        return side;
    }

    /** Returns what a value means; the default and a value that is not understood are the same for all users. */
    private FlagValue meaning(String flag, @Nullable String value) {
        if (value == null) {
            return FlagValue.of(Reach.ofDefault(flag, flags) == Reach.EVERYBODY);
        }
        FlagValue meaning = readers.texts().meaning(value);
        return meaning == null ? FlagValue.of(false) : meaning;
    }

    private Map<String, Object> sample(PlannedChange change, List<String> ids) {
        Preview preview = Preview.of(
                flags.flag(change.flag()).withValue(change.before()),
                flags.flag(change.flag()).withValue(change.after()),
                ids.stream().distinct().map(EvaluationContext::of).toList());
        return Map.of("size", preview.size(), "on", ids(preview.switchedOn()), "off", ids(preview.switchedOff()));
    }

    private static List<String> ids(List<EvaluationContext> contexts) {
        return contexts.stream()
                .map(context -> String.valueOf(context.targetingKey()))
                .toList();
    }

    private List<String> warnings(PlannedChange change, boolean creates, Instant now) {
        List<String> warnings = new ArrayList<>();
        if (creates && change.before() == null) {
            List<String> others = catalog.all().stream()
                    .map(FlagFacts::name)
                    .filter(name -> !name.equals(change.flag()))
                    .toList();
            String near = NearestName.find(change.flag(), others);
            if (near != null) {
                warnings.add("There is a flag with a similar name: " + near + ".");
            }
        }
        FlagValue meaning = readers.texts().meaning(change.after());
        if (meaning != null) {
            warnings.addAll(ChangeWarnings.of(meaning, readers.texts().fields(change.after()), catalog, now));
        }
        return warnings;
    }
}
