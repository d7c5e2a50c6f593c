package io.featureflags.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Warns about calls of toggled methods by their own class, which no proxy intercepts. */
final class SelfCallCheck {

    private final SourceTrees trees;

    private final Elements elements;

    private final Types types;

    private final Signatory signatory;

    SelfCallCheck(SourceTrees trees, Elements elements, Types types, Signatory signatory) {
        this.trees = trees;
        this.elements = elements;
        this.types = types;
        this.signatory = signatory;
    }

    /** Reads the source of a class whose methods are toggled. */
    void check(TypeElement type, List<ToggledMethod> toggled) {
        TreePath path = trees.pathOf(type);
        if (path == null) {
            return;
        }
        CompilationUnitTree unit = path.getCompilationUnit();
        Set<String> names = SourceWords.calledNames(unit, type, toggled);
        if (names.isEmpty()) {
            return;
        }
        List<SelfCallScanner.Call> calls = SelfCallScanner.callsIn(path, type, names, elements);
        for (SelfCallScanner.Call call : calls) {
            List<ExecutableElement> called = called(type, call);
            List<ToggledMethod> routed = toggled.stream()
                    .filter(each -> called.contains(each.method()))
                    .toList();
            // With overloaded methods of which some are not toggled, often only the byte code shows which one is
            // called.
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

    /** Returns the methods that a call may mean. */
    private List<ExecutableElement> called(TypeElement type, SelfCallScanner.Call call) {
        TypeElement owner = call.superType().isEmpty() ? type : superType(type, call.superType());
        return owner == null
                ? List.of()
                : ElementFilter.methodsIn(elements.getAllMembers(owner)).stream()
                        .filter(method -> method.getSimpleName().contentEquals(call.name()))
                        .filter(method -> call.arguments() == null || canTake(method, call.arguments()))
                        .toList();
    }

    private static @Nullable TypeElement superType(TypeElement type, String name) {
        List<TypeMirror> superTypes = new ArrayList<>(type.getInterfaces());
        if (type.getSimpleName().contentEquals(name)) {
            superTypes = List.of(type.getSuperclass());
        }
        for (TypeMirror superType : superTypes) {
            if (superType instanceof DeclaredType declared
                    && (type.getSimpleName().contentEquals(name)
                            || declared.asElement().getSimpleName().contentEquals(name))) {
                return (TypeElement) declared.asElement();
            }
        }
        return null;
    }

    private boolean canTake(ExecutableElement method, List<? extends ExpressionTree> arguments) {
        List<? extends VariableElement> parameters = method.getParameters();
        if (method.isVarArgs()) {
            return arguments.size() >= parameters.size() - 1;
        }
        for (int i = 0; i < parameters.size() && i < arguments.size(); i++) {
            if (arguments.get(i) instanceof LiteralTree literal
                    && !canTake(parameters.get(i).asType(), literal.getKind())) {
                return false;
            }
        }
        return arguments.size() == parameters.size();
    }

    private boolean canTake(TypeMirror parameter, Tree.Kind literal) {
        TypeMirror type = switch (literal) {
            case STRING_LITERAL -> elements.getTypeElement("java.lang.String").asType();
            case INT_LITERAL -> types.getPrimitiveType(TypeKind.INT);
            case LONG_LITERAL -> types.getPrimitiveType(TypeKind.LONG);
            case FLOAT_LITERAL -> types.getPrimitiveType(TypeKind.FLOAT);
            case DOUBLE_LITERAL -> types.getPrimitiveType(TypeKind.DOUBLE);
            case BOOLEAN_LITERAL -> types.getPrimitiveType(TypeKind.BOOLEAN);
            case CHAR_LITERAL -> types.getPrimitiveType(TypeKind.CHAR);
            default -> types.getNullType();
        };
        return types.isAssignable(type, types.erasure(parameter));
    }

    /** Returns whether a call is in new code or a variant of the same flag, which runs only while the flag is on. */
    private boolean isDecided(SelfCallScanner.Call call, List<ToggledMethod> routed, List<ToggledMethod> toggled) {
        TreePath around = call.method();
        if (around == null || !(trees.elementOf(around) instanceof ExecutableElement caller)) {
            return false;
        }
        return caller.getModifiers().contains(Modifier.STATIC)
                || toggled.stream()
                        .filter(each -> each.method().equals(caller) || isVariant(caller, each))
                        .anyMatch(each -> each.toggle()
                                .flag()
                                .equals(routed.get(0).toggle().flag()));
    }

    private boolean isVariant(ExecutableElement caller, ToggledMethod toggled) {
        return toggled.toggle().variants().stream()
                        .anyMatch(variant ->
                                !variant.namesBean() && caller.getSimpleName().contentEquals(variant.method()))
                && types.isSubsignature((ExecutableType) caller.asType(), (ExecutableType)
                        toggled.method().asType());
    }
}
