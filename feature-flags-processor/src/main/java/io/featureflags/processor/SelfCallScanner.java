package io.featureflags.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls on {@code this} in the syntax tree of a class, also in lambdas, as method references and from its inner
 * classes. A plain name in an inner class may be a method that it inherits, which only the analysis knows: it is left out.
 * So are calls inside {@code FeatureFlags.route}.
 */
final class SelfCallScanner extends TreeScanner<@Nullable Void, @Nullable Void> {

    private static final String ROUTE = "route";

    private final ClassTree type;

    private final Set<String> names;

    /** Names of variables that {@code route} gets. */
    private final Set<String> routed = new HashSet<>();

    private final List<Call> calls = new ArrayList<>();

    private @Nullable MethodTree method;

    private int depth;

    private SelfCallScanner(ClassTree type, Set<String> names) {
        this.type = type;
        this.names = names;
    }

    /**
     * Returns the calls.
     *
     * @param type the class
     * @param names names of the methods to look for
     */
    static List<Call> callsIn(ClassTree type, Set<String> names) {
        SelfCallScanner scanner = new SelfCallScanner(type, names);
        scanner.scan(type, null);
        if (!scanner.calls.isEmpty()) { // Which hardly any class has: then variables for route are looked for.
            scanner.calls.clear();
            new RoutedNames().scan(type, scanner.routed);
            scanner.scan(type, null);
        }
        return scanner.calls;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
        depth++;
        super.visitClass(tree, null);
        depth--;
        return null;
    }

    /** Leaves out a lambda that {@code route} gets by the name of a variable. */
    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
        boolean isFunction = tree.getInitializer() instanceof LambdaExpressionTree
                || tree.getInitializer() instanceof MemberReferenceTree;
        return isFunction && routed.contains(tree.getName().toString()) ? null : super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
        MethodTree outer = method;
        if (depth == 1) {
            method = tree;
        }
        super.visitMethod(tree, null);
        method = outer;
        return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
        ExpressionTree called = tree.getMethodSelect();
        if (isRoute(called) && called instanceof MemberSelectTree select) {
            scan(select.getExpression(), null);
            return null;
        }
        String name = null;
        if (called instanceof IdentifierTree plain && depth == 1) {
            name = plain.getName().toString();
        } else if (called instanceof MemberSelectTree select && isThis(select.getExpression())) {
            name = select.getIdentifier().toString();
        }
        add(name, tree.getArguments().size(), tree);
        return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
        if (isThis(tree.getQualifierExpression())) {
            add(tree.getName().toString(), -1, tree);
        }
        return super.visitMemberReference(tree, null);
    }

    private static boolean isRoute(ExpressionTree called) {
        return called instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals(ROUTE);
    }

    private void add(@Nullable String name, int arguments, Tree tree) {
        if (name != null && names.contains(name)) {
            calls.add(new Call(name, arguments, tree, method));
        }
    }

    private boolean isThis(ExpressionTree tree) {
        if (tree instanceof IdentifierTree plain) {
            return depth == 1 && plain.getName().contentEquals("this");
        }
        return tree instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("this")
                && select.getExpression() instanceof IdentifierTree outer
                && outer.getName().equals(type.getSimpleName());
    }

    /** Collects the names of the variables that are passed to {@code route}. */
    private static final class RoutedNames extends TreeScanner<@Nullable Void, Set<String>> {

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, Set<String> names) {
            if (isRoute(tree.getMethodSelect())) {
                for (ExpressionTree argument : tree.getArguments()) {
                    if (argument instanceof IdentifierTree variable) {
                        names.add(variable.getName().toString());
                    }
                }
            }
            return super.visitMethodInvocation(tree, names);
        }
    }

    /**
     * A call.
     *
     * @param name name of the called method
     * @param arguments number of arguments; -1 for a method reference
     * @param tree the call
     * @param method the method of the class that has the call; null outside of methods
     */
    record Call(
            String name, int arguments, Tree tree, @Nullable MethodTree method) {}
}
