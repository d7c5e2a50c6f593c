package io.featureflags.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;

/** Warns about calls of toggled methods by their own class, which no proxy intercepts. */
final class SelfCallCheck {

    private final SourceTrees trees;

    private final Elements elements;

    private final Signatory signatory;

    SelfCallCheck(SourceTrees trees, Elements elements, Signatory signatory) {
        this.trees = trees;
        this.elements = elements;
        this.signatory = signatory;
    }

    /** Reads the source of a class whose methods are toggled. */
    void check(TypeElement type, List<ToggledMethod> toggled) {
        ClassTree tree = trees.treeOf(type);
        List<SelfCallScanner.Call> calls = tree == null ? List.of() : SelfCallScanner.callsIn(tree, names(toggled));
        CompilationUnitTree unit = calls.isEmpty() ? null : trees.unitOf(type);
        if (unit == null) {
            return;
        }
        for (SelfCallScanner.Call call : calls) {
            List<ExecutableElement> called = called(type, call);
            List<ToggledMethod> routed = toggled.stream()
                    .filter(each -> called.contains(each.method()))
                    .toList();
            // With overloaded methods of which some are not toggled, only the byte code shows which one is called.
            if (!called.isEmpty() && routed.size() == called.size() && !isDecided(call, routed, toggled)) {
                ToggledMethod first = routed.get(0);
                trees.print(
                        Kind.WARNING,
                        "This call of " + type.getSimpleName() + "."
                                + signatory.nameAndParameters(first.method())
                                + " is not routed: a call by the same class does not pass the proxy, so that the new code"
                                + " runs even while flag '" + first.toggle().flag() + "' is off. Route it with"
                                + " FeatureFlags.route, move the method to another bean, or let AspectJ weave the class.",
                        call.tree(),
                        unit);
            }
        }
    }

    private static Set<String> names(List<ToggledMethod> toggled) {
        Set<String> names = new HashSet<>();
        for (ToggledMethod method : toggled) {
            names.add(method.method().getSimpleName().toString());
        }
        return names;
    }

    private List<ExecutableElement> called(TypeElement type, SelfCallScanner.Call call) {
        return ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                .filter(method -> method.getSimpleName().contentEquals(call.name()))
                .filter(method -> call.arguments() < 0
                        || (method.isVarArgs()
                                ? call.arguments() >= method.getParameters().size() - 1
                                : call.arguments() == method.getParameters().size()))
                .toList();
    }

    /** Returns whether a call is in the method itself, or in new code of the same flag, which runs while it is on. */
    private boolean isDecided(SelfCallScanner.Call call, List<ToggledMethod> routed, List<ToggledMethod> toggled) {
        MethodTree caller = call.method();
        String flag = routed.get(0).toggle().flag();
        return caller != null
                && (caller.getModifiers().getFlags().contains(Modifier.STATIC)
                        || toggled.stream()
                                .filter(each -> each.toggle().flag().equals(flag))
                                .anyMatch(each -> caller.equals(trees.treeOf(each.method()))));
    }
}
