package io.featureflags.processor;

import io.featureflags.text.ToggleMistake;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Checks that the fallbacks of a class come to an end. */
final class CycleCheck {

    private final Reports reports;

    private final Signatory signatory;

    private final Map<ExecutableElement, ExecutableElement> fallbacks = new HashMap<>();

    CycleCheck(Reports reports, Signatory signatory) {
        this.reports = reports;
        this.signatory = signatory;
    }

    /** Adds the legacy method of a toggled method of the class that is checked next. */
    void add(ToggledMethod toggled, @Nullable ExecutableElement legacy) {
        if (legacy != null) {
            fallbacks.put(toggled.method(), legacy);
        }
    }

    /** Checks the methods of a class. */
    void check(List<ToggledMethod> toggled) {
        for (ToggledMethod first : toggled) {
            Set<ExecutableElement> seen = new HashSet<>();
            ExecutableElement link = first.method();
            while (link != null && seen.add(link)) {
                link = fallbacks.get(link);
            }
            if (link != null) {
                String repeated = signatory.signature(link, (ExecutableType) link.asType());
                reports.onAttribute(Kind.ERROR, first, "fallback", ToggleMistake.cycle(repeated));
            }
        }
        fallbacks.clear();
    }
}
