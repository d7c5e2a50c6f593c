package io.featureflags.processor;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Knows the calls of {@code FeatureFlags.route}. What may be one counts as one. */
final class RouteCalls {

    private static final String OWNER = "io.featureflags.FeatureFlags";

    private final TypeNames names;

    private final TreePath type;

    /** The types with which the variables of the class are declared, by their names. Most classes have no such call. */
    private @Nullable Map<String, List<@Nullable Tree>> variables;

    RouteCalls(TypeNames names, TreePath type) {
        this.names = names;
        this.type = type;
    }

    private Map<String, List<@Nullable Tree>> variables() {
        if (variables == null) {
            variables = variablesOf(type);
        }
        return variables;
    }

    private static Map<String, List<@Nullable Tree>> variablesOf(TreePath type) {
        Map<String, List<@Nullable Tree>> variables = new HashMap<>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
                variables
                        .computeIfAbsent(tree.getName().toString(), name -> new ArrayList<>())
                        .add(tree.getType());
                return super.visitVariable(tree, null);
            }
        }.scan(type, null);
        return variables;
    }

    /** Returns whether a call is one of {@code route}. */
    boolean contains(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("route")
                && !isOfOtherType(select.getExpression());
    }

    private boolean isOfOtherType(ExpressionTree receiver) {
        String name = null;
        if (receiver instanceof IdentifierTree plain) {
            name = plain.getName().toString();
        } else if (receiver instanceof MemberSelectTree field
                && field.getExpression().toString().equals("this")) {
            name = field.getIdentifier().toString();
        }
        List<@Nullable Tree> types = variables().getOrDefault(name, List.of());
        return !types.isEmpty() && types.stream().allMatch(this::isOther);
    }

    private boolean isOther(@Nullable Tree declared) {
        TypeElement type = names.find(declared);
        return type != null && !type.getQualifiedName().contentEquals(OWNER);
    }

    /** Returns the names of the variables that {@code route} gets in a block. */
    Set<String> variablesIn(TreePath block) {
        Set<String> found = new HashSet<>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
                if (contains(tree)) {
                    for (ExpressionTree argument : tree.getArguments()) {
                        if (argument instanceof IdentifierTree variable) {
                            found.add(variable.getName().toString());
                        }
                    }
                }
                return super.visitMethodInvocation(tree, null);
            }
        }.scan(block, null);
        return found;
    }
}
