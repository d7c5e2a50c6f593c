package io.featureflags.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.lang.reflect.Field;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** The syntax trees of javac. Other compilers, such as that of Eclipse, have none: then all of this is left out. */
final class SourceTrees {

    private final Trees trees;

    private SourceTrees(Trees trees) {
        this.trees = trees;
    }

    /** Returns the trees of a compiler; null if it has none. */
    static @Nullable SourceTrees of(ProcessingEnvironment environment) {
        try {
            return new SourceTrees(Trees.instance(unwrapped(environment)));
        } catch (IllegalArgumentException | LinkageError ex) {
            return null;
        }
    }

    /** Build tools such as Gradle and IntelliJ wrap the environment of javac, which the trees need itself. */
    private static ProcessingEnvironment unwrapped(ProcessingEnvironment environment) {
        for (@Nullable Class<?> type = environment.getClass(); type != null; type = type.getSuperclass()) {
            ProcessingEnvironment wrapped = wrapped(environment, type);
            if (wrapped != null) {
                return unwrapped(wrapped);
            }
        }
        return environment;
    }

    private static @Nullable ProcessingEnvironment wrapped(ProcessingEnvironment environment, Class<?> type) {
        try {
            Field field = type.getDeclaredField("delegate");
            return field.trySetAccessible() && field.get(environment) instanceof ProcessingEnvironment wrapped
                    ? wrapped
                    : null;
        } catch (NoSuchFieldException | IllegalAccessException ex) {
            return null;
        }
    }

    /** Returns the line on which a method is declared; null if its source is not compiled now, as those of Kotlin's stubs. */
    @Nullable
    Long lineOf(ExecutableElement method) {
        if (method.getEnclosingElement() instanceof TypeElement type && KnownTypes.isKotlin(type)) {
            return null;
        }
        MethodTree tree = trees.getTree(method);
        if (tree == null || tree.getReturnType() == null) {
            return null;
        }
        CompilationUnitTree unit = unitOf(method);
        if (unit == null) {
            return null;
        }
        long start = trees.getSourcePositions().getStartPosition(unit, tree.getReturnType());
        return start < 0 ? null : unit.getLineMap().getLineNumber(start);
    }

    /** Returns the source file of an element; null if it is not compiled now. Its class is found faster than itself. */
    private @Nullable CompilationUnitTree unitOf(Element element) {
        Element outermost = element;
        while (outermost.getEnclosingElement() != null
                && outermost.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
            outermost = outermost.getEnclosingElement();
        }
        TreePath path = trees.getPath(outermost);
        return path == null ? null : path.getCompilationUnit();
    }

    /** Returns the tree of an element; null if its source is not compiled now. */
    @Nullable
    TreePath pathOf(Element element) {
        return trees.getPath(element);
    }

    /** Returns the element that a tree declares; null if it declares none that is known before the analysis. */
    @Nullable
    Element elementOf(TreePath path) {
        return trees.getElement(path);
    }

    /** Prints a message about a part of a source file. */
    void print(Kind kind, String message, Tree tree, CompilationUnitTree unit) {
        trees.printMessage(kind, message, tree, unit);
    }
}
