package io.featureflags.processor;

import com.sun.source.tree.CompilationUnitTree;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The words of a source file. Looking for one of them takes far less time than a walk through the syntax tree. */
final class SourceWords {

    private SourceWords() {}

    /**
     * Returns the names of toggled methods that a type may call: those that its source file has beside the declaration. All of
     * them if the text is not there, or if it may have names as Unicode escapes.
     */
    static Set<String> calledNames(CompilationUnitTree unit, TypeElement type, List<ToggledMethod> toggled) {
        String text = textOf(unit);
        Set<String> called = new HashSet<>();
        for (ToggledMethod each : toggled) {
            String name = each.method().getSimpleName().toString();
            if (text == null || text.contains("\\u") || isCalled(text, name, each.method(), type)) {
                called.add(name);
            }
        }
        return called;
    }

    private static @Nullable String textOf(CompilationUnitTree unit) {
        try {
            return unit.getSourceFile().getCharContent(true).toString();
        } catch (IOException | RuntimeException ex) {
            return null;
        }
    }

    private static boolean isCalled(String text, String name, Element method, TypeElement type) {
        int first = next(text, name, 0);
        boolean isDeclaredHere = type.equals(method.getEnclosingElement());
        return first >= 0 && (!isDeclaredHere || next(text, name, first + name.length()) >= 0);
    }

    /** Returns where the text has a name as a whole word; -1 if it has none. */
    private static int next(String text, String name, int from) {
        int start = text.indexOf(name, from);
        while (start >= 0) {
            int end = start + name.length();
            boolean begins = start == 0 || !Character.isJavaIdentifierPart(text.charAt(start - 1));
            if (begins && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)))) {
                return start;
            }
            start = text.indexOf(name, end);
        }
        return -1;
    }
}
