package io.featureflags.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls on {@code this} in the syntax tree of a class, also in lambdas, as method references and from its inner
 * classes. A plain name in an inner class may be a method that it inherits: it is left out unless that is certain. So are
 * calls inside {@code FeatureFlags.route}.
 */
final class SelfCallScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final ClassTree type;

    private final Set<String> names;

    private final TypeNames types;

    private final InnerClasses innerClasses;

    private final RouteCalls routes;

    /** Names of variables that {@code route} gets in the method around. */
    private Set<String> routed = Set.of();

    private final List<Call> calls = new ArrayList<>();

    private @Nullable TreePath method;

    /** The inner classes around, without the class itself. */
    private final Deque<TreePath> inner = new ArrayDeque<>();

    private SelfCallScanner(TreePath path, Set<String> names, TypeNames types, Elements elements) {
        this.type = (ClassTree) path.getLeaf();
        this.names = names;
        this.types = types;
        this.innerClasses = new InnerClasses(elements, types);
        this.routes = new RouteCalls(types, path);
    }

    /**
     * Returns the calls.
     *
     * @param path the class
     * @param declared the class as the compiler declares it
     * @param names names of the methods to look for
     * @param elements the elements of the compilation
     */
    static List<Call> callsIn(TreePath path, TypeElement declared, Set<String> names, Elements elements) {
        TypeNames types = new TypeNames(elements, declared, path.getCompilationUnit());
        SelfCallScanner scanner = new SelfCallScanner(path, names, types, elements);
        scanner.scan(path, null);
        return scanner.calls;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
        boolean isInner = tree != type;
        if (isInner) {
            inner.push(getCurrentPath());
            if (!(getCurrentPath().getParentPath().getLeaf() instanceof ClassTree)) {
                types.addLocal(tree.getSimpleName().toString());
            }
        }
        super.visitClass(tree, null);
        if (isInner) {
            inner.pop();
        }
        return null;
    }

    @Override
    public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
        Set<String> around = routed;
        if (!(getCurrentPath().getParentPath().getLeaf() instanceof StatementTree statement)
                || statement instanceof ClassTree) {
            routed = new HashSet<>(around);
            routed.addAll(routes.variablesIn(getCurrentPath()));
        }
        super.visitBlock(tree, null);
        routed = around;
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
        TreePath outer = method;
        if (inner.isEmpty()) {
            method = getCurrentPath();
        }
        super.visitMethod(tree, null);
        method = outer;
        return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
        ExpressionTree called = tree.getMethodSelect();
        if (routes.contains(tree) && called instanceof MemberSelectTree select) {
            scan(select.getExpression(), null);
            return null;
        }
        if (called instanceof IdentifierTree plain) {
            String name = plain.getName().toString();
            if (names.contains(name) && inner.stream().allMatch(path -> innerClasses.lacks(path, name))) {
                add(name, "", tree.getArguments(), tree);
            }
        } else if (called instanceof MemberSelectTree select) {
            add(select.getIdentifier().toString(), receiver(select.getExpression()), tree.getArguments(), tree);
        }
        return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
        add(tree.getName().toString(), receiver(tree.getQualifierExpression()), null, tree);
        return super.visitMemberReference(tree, null);
    }

    private void add(
            String name, @Nullable String receiver, @Nullable List<? extends ExpressionTree> arguments, Tree tree) {
        if (receiver != null && names.contains(name)) {
            calls.add(new Call(name, receiver, arguments, tree, method));
        }
    }

    /** Returns how a call names the object: empty for {@code this}, the type for {@code super}; null for another object. */
    private @Nullable String receiver(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree parentheses) {
            return receiver(parentheses.getExpression());
        }
        if (tree instanceof TypeCastTree cast) {
            return receiver(cast.getExpression());
        }
        if (tree instanceof IdentifierTree plain && inner.isEmpty()) {
            return receiver(plain.getName(), type.getSimpleName());
        }
        return tree instanceof MemberSelectTree select
                        && select.getExpression() instanceof IdentifierTree outer
                        && (inner.isEmpty() || outer.getName().equals(type.getSimpleName()))
                ? receiver(select.getIdentifier(), outer.getName())
                : null;
    }

    private @Nullable String receiver(Name keyword, Name owner) {
        if (keyword.contentEquals("this")) {
            return owner.equals(type.getSimpleName()) ? "" : null;
        }
        return keyword.contentEquals("super") ? owner.toString() : null;
    }

    /**
     * A call.
     *
     * @param name name of the called method
     * @param superType name of the class or interface before {@code super}; empty for {@code this}
     * @param arguments the arguments; null for a method reference
     * @param tree the call
     * @param method the method of the class that has the call; null outside of methods
     */
    record Call(
            String name,
            String superType,
            @Nullable List<? extends ExpressionTree> arguments,
            Tree tree,
            @Nullable TreePath method) {}
}
