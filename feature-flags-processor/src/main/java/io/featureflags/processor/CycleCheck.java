package io.featureflags.processor;

import io.featureflags.text.ToggleMistake;
import io.featureflags.text.VariantMistakes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Checks that the fallbacks and variants of a class come to an end. */
final class CycleCheck {

    private final Reports reports;

    private final Signatory signatory;

    /** The methods with other code of the same class, by the toggled methods that lead to them. */
    private final Map<ExecutableElement, List<ExecutableElement>> branches = new HashMap<>();

    CycleCheck(Reports reports, Signatory signatory) {
        this.reports = reports;
        this.signatory = signatory;
    }

    /** Adds a method with other code of a toggled method of the class that is checked next. */
    void add(ToggledMethod toggled, @Nullable ExecutableElement other) {
        if (other != null) {
            branches.computeIfAbsent(toggled.method(), method -> new ArrayList<>())
                    .add(other);
        }
    }

    /** Checks the methods of a class. */
    void check(List<ToggledMethod> toggled) {
        for (ToggledMethod first : toggled) {
            Set<ExecutableElement> path = new HashSet<>();
            ExecutableElement link = firstRepeated(first.method(), path, new HashSet<>());
            if (link != null) {
                String repeated = signatory.signature(link, (ExecutableType) link.asType());
                boolean hasVariants = toggled.stream()
                        .anyMatch(each -> path.contains(each.method())
                                && !each.toggle().variants().isEmpty());
                ToggleMistake mistake = hasVariants ? VariantMistakes.cycle(repeated) : ToggleMistake.cycle(repeated);
                reports.onAttribute(Kind.ERROR, first, "fallback", mistake);
            }
        }
        branches.clear();
    }

    /** Returns the first method that leads back to itself, which leaves the path in place; null if there is none. */
    private @Nullable ExecutableElement firstRepeated(
            ExecutableElement link, Set<ExecutableElement> path, Set<ExecutableElement> finished) {
        if (finished.contains(link)) {
            return null;
        }
        if (!path.add(link)) {
            return link;
        }
        for (ExecutableElement next : branches.getOrDefault(link, List.of())) {
            ExecutableElement repeated = firstRepeated(next, path, finished);
            if (repeated != null) {
                return repeated;
            }
        }
        path.remove(link);
        finished.add(link);
        return null;
    }
}
