package io.featureflags.processor;

import io.featureflags.text.JsonText;
import io.featureflags.value.FlagIndexReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** The toggled methods of a compilation, sorted and without time stamps, so that equal sources give equal bytes. */
final class FlagIndex {

    static final String FILE = FlagIndexReader.INDEX;

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::flag).thenComparing(Entry::type).thenComparing(Entry::method);

    private final Elements elements;

    private final Messager messager;

    private final ToggleFinder finder;

    private final TypeRules rules;

    private final Signatory signatory;

    private final Reports reports;

    private final @Nullable SourceTrees trees;

    private final IndexFile file;

    private final List<Entry> entries = new ArrayList<>();

    FlagIndex(ProcessingEnvironment environment, Set<String> compiled) {
        this.file = new IndexFile(environment.getFiler(), environment.getElementUtils(), compiled);
        this.elements = environment.getElementUtils();
        this.messager = environment.getMessager();
        this.finder = new ToggleFinder(elements, environment.getTypeUtils());
        this.rules = new TypeRules(elements, environment.getTypeUtils());
        this.signatory = new Signatory(environment.getTypeUtils());
        this.reports = new Reports(messager, signatory, compiled);
        this.trees = SourceTrees.of(environment);
    }

    /** Adds the toggled methods of a class. Those of an interface or an abstract class are listed as they are declared. */
    void add(TypeElement type) {
        TypeHierarchy hierarchy = TypeHierarchy.of(type);
        if (hierarchy.parts().stream().allMatch(part -> finder.declaredIn(part).isEmpty())) {
            return;
        }
        if (TypeHierarchy.isConcrete(type)) {
            finder.of(hierarchy).forEach(toggled -> entries.add(entry(hierarchy, toggled)));
        } else {
            for (Toggle toggle : finder.declaredIn(type)) {
                if (toggle.site() instanceof ExecutableElement method) {
                    entries.add(entry(hierarchy, new ToggledMethod(type, method, toggle)));
                }
            }
        }
    }

    private Entry entry(TypeHierarchy type, ToggledMethod toggled) {
        return new Entry(
                toggled.toggle().flag(),
                elements.getBinaryName(toggled.type()).toString(),
                signatory.nameAndParameters(toggled.method()),
                fallback(type, toggled),
                declaration(toggled),
                toggled);
    }

    /** Returns class and method with the annotation, which several classes may inherit. */
    private String declaration(ToggledMethod toggled) {
        Element site = toggled.toggle().site();
        ExecutableElement method = site instanceof ExecutableElement annotated ? annotated : toggled.method();
        Element type = site instanceof ExecutableElement ? site.getEnclosingElement() : site;
        return elements.getBinaryName((TypeElement) type) + "." + signatory.nameAndParameters(method);
    }

    /** Returns the legacy code as the endpoint lists it; null if it is in a bean that is only known by its name. */
    private @Nullable String fallback(TypeHierarchy type, ToggledMethod toggled) {
        NamedCode code = toggled.toggle().legacy();
        ExecutableElement legacy = null;
        String prefix = "";
        if (code.type() instanceof DeclaredType declared) {
            TypeElement element = (TypeElement) declared.asElement();
            prefix = elements.getBinaryName(element) + ".";
            legacy = new BranchMethodCheck(rules, signatory, toggled, code, TypeHierarchy.of(element), true).find();
        } else if (!code.method().isEmpty() && !code.namesBean()) {
            legacy = new BranchMethodCheck(rules, signatory, toggled, code, type, false).find();
        }
        return legacy == null ? null : prefix + signatory.nameAndParameters(legacy);
    }

    /** Warns about methods that are on by default although others of their flag are not, so that the flag is off. */
    void warnAboutDefaults() {
        Map<String, List<Entry>> byFlag = new TreeMap<>();
        for (Entry entry : entries) {
            byFlag.computeIfAbsent(entry.flag(), flag -> new ArrayList<>()).add(entry);
        }
        byFlag.forEach((flag, methods) -> methods.stream()
                .filter(entry -> !entry.toggle().enabledByDefault())
                .min(ORDER)
                .ifPresent(off -> methods.stream()
                        .filter(entry -> entry.toggle().enabledByDefault())
                        .forEach(on -> reports.onAttribute(
                                Kind.WARNING,
                                on.toggled().type(),
                                on.toggle(),
                                "enabledByDefault",
                                "Feature flag '" + flag + "' is off by default, since " + off.type() + "."
                                        + off.method()
                                        + " does not set enabledByDefault. Set it on all methods of the flag, or on"
                                        + " none."))));
    }

    /** Writes the index. A compilation without toggles writes none, unless others have left one. */
    void write() {
        try {
            file.write(entries.stream()
                    .map(entry -> new IndexFile.IndexLine(entry.flag(), entry.type(), entry.method(), json(entry)))
                    .toList());
        } catch (IOException ex) {
            messager.printMessage(
                    Kind.WARNING, "Cannot write " + FILE + ", so that lines come from the class files: " + ex);
        }
    }

    private String json(Entry entry) {
        StringBuilder json = new StringBuilder("{");
        append(json, "flag", entry.flag());
        append(json.append(", "), "class", entry.type());
        append(json.append(", "), "method", entry.method());
        Long line = trees == null ? null : trees.lineOf(entry.toggled().method());
        if (line != null) {
            json.append(", \"line\": ").append(line);
        }
        if (entry.fallback() != null) {
            append(json.append(", "), "fallback", entry.fallback());
        }
        if (!entry.toggle().text("expires").isEmpty()) {
            append(json.append(", "), "expires", entry.toggle().text("expires"));
        }
        json.append(", \"enabledByDefault\": ").append(entry.toggle().enabledByDefault());
        if (!entry.declaration().equals(entry.type() + "." + entry.method())) {
            append(json.append(", "), "declaration", entry.declaration());
        }
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\": ");
        JsonText.appendReadable(json, value);
    }

    private record Entry(
            String flag,
            String type,
            String method,
            @Nullable String fallback,
            String declaration,
            ToggledMethod toggled) {

        Toggle toggle() {
            return toggled.toggle();
        }
    }
}
