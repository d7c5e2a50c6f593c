package io.featureflags.processor;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types that a source file names. The compiler itself knows them only after the annotation processors have run.
 * A name that could be several types is left out.
 */
final class TypeNames {

    private final Elements elements;

    /** The class with the names. */
    private final TypeElement type;

    private final String packageName;

    private final List<String> imports = new ArrayList<>();

    /** Names of local classes, which the compiler does not know yet. */
    private final Set<String> locals = new TreeSet<>();

    TypeNames(Elements elements, TypeElement type, CompilationUnitTree unit) {
        this.elements = elements;
        this.type = type;
        this.packageName = elements.getPackageOf(type).getQualifiedName().toString();
        for (ImportTree each : unit.getImports()) {
            imports.add(each.getQualifiedIdentifier().toString());
        }
    }

    void addLocal(String name) {
        locals.add(name);
    }

    /** Returns the type that a part of the source names; null if that is not certain. */
    @Nullable
    TypeElement find(@Nullable Tree tree) {
        if (tree instanceof ParameterizedTypeTree generic) {
            return find(generic.getType());
        }
        if (tree instanceof AnnotatedTypeTree annotated) {
            return find(annotated.getUnderlyingType());
        }
        if (tree instanceof MemberSelectTree qualified) {
            return elements.getTypeElement(qualified.toString());
        }
        return tree instanceof IdentifierTree plain ? find(plain.getName().toString()) : null;
    }

    private @Nullable TypeElement find(String name) {
        if (locals.contains(name)) {
            return null;
        }
        for (Element around = type; around instanceof TypeElement outer; around = around.getEnclosingElement()) {
            for (TypeElement member : ElementFilter.typesIn(elements.getAllMembers(outer))) {
                if (member.getSimpleName().contentEquals(name)) {
                    return member;
                }
            }
            if (outer.getSimpleName().contentEquals(name)) {
                return outer;
            }
        }
        for (String imported : imports) {
            if (imported.endsWith("." + name)) {
                return elements.getTypeElement(imported);
            }
        }
        TypeElement near = elements.getTypeElement(packageName.isEmpty() ? name : packageName + "." + name);
        return near == null ? findOnDemand(name) : near;
    }

    private @Nullable TypeElement findOnDemand(String name) {
        Set<String> found = new TreeSet<>();
        List<String> all = new ArrayList<>(imports);
        all.add("java.lang.*");
        for (String imported : all) {
            String candidate = imported.substring(0, imported.lastIndexOf('.') + 1) + name;
            if (imported.endsWith(".*") && elements.getTypeElement(candidate) != null) {
                found.add(candidate);
            }
        }
        return found.size() == 1 ? elements.getTypeElement(found.iterator().next()) : null;
    }
}
