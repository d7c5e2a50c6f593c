package io.featureflags.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Decides whether a plain name in an inner, local or anonymous class is a method of the class around it. */
final class InnerClasses {

    private final Elements elements;

    private final TypeNames names;

    InnerClasses(Elements elements, TypeNames names) {
        this.elements = elements;
        this.names = names;
    }

    /** Returns whether an inner class neither declares nor inherits a method of a name, as far as that is certain. */
    boolean lacks(TreePath inner, String method) {
        ClassTree tree = (ClassTree) inner.getLeaf();
        if (tree.getKind() != Tree.Kind.CLASS
                || tree.getMembers().stream()
                        .anyMatch(member -> member instanceof MethodTree declared
                                && declared.getName().contentEquals(method))) {
            return false;
        }
        List<Tree> superTypes = new ArrayList<>(tree.getImplementsClause());
        if (tree.getExtendsClause() != null) {
            superTypes.add(tree.getExtendsClause());
        }
        if (tree.getSimpleName().length() == 0) {
            superTypes.clear();
            superTypes.add(
                    inner.getParentPath().getLeaf() instanceof NewClassTree created ? created.getIdentifier() : tree);
        }
        return lacks(elements.getTypeElement("java.lang.Object"), method)
                && superTypes.stream().allMatch(superType -> lacks(names.find(superType), method));
    }

    private boolean lacks(@Nullable TypeElement type, String method) {
        return type != null
                && ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                        .noneMatch(member -> member.getSimpleName().contentEquals(method));
    }
}
