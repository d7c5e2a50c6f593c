package io.featureflags.processor;

import io.featureflags.text.BranchWords;
import io.featureflags.text.ToggleMistake;
import io.featureflags.text.WantedMethod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Checks the toggles of one type after another. */
final class ToggleChecks {

    private final ToggleFinder finder;

    private final Signatory signatory;

    private final TypeRules rules;

    private final Reports reports;

    private final AttributeChecks attributes;

    private final InterceptionCheck interception;

    private final ResultCheck results;

    private final UserCheck users;

    private final CycleCheck cycles;

    private final @Nullable SelfCallCheck selfCalls;

    ToggleChecks(ProcessingEnvironment environment, Set<String> compiled, Clock clock) {
        Elements elements = environment.getElementUtils();
        Types types = environment.getTypeUtils();
        ProcessorOptions options = ProcessorOptions.of(environment.getOptions(), environment.getMessager());
        this.finder = new ToggleFinder(elements, types);
        this.signatory = new Signatory(types);
        this.rules = new TypeRules(elements, types);
        this.reports = new Reports(environment.getMessager(), signatory, compiled);
        this.attributes = new AttributeChecks(reports, clock, options);
        this.interception = new InterceptionCheck(elements, new KnownTypes(types), reports, options);
        this.results = new ResultCheck(types, rules, signatory);
        this.users = new UserCheck(elements, types, signatory);
        this.cycles = new CycleCheck(reports, signatory);
        SourceTrees trees = options.weaving() ? null : SourceTrees.of(environment);
        this.selfCalls = trees == null ? null : new SelfCallCheck(trees, elements, types, signatory);
    }

    void check(TypeElement type) {
        List<Toggle> declared = finder.declaredIn(type);
        if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
            declared.forEach(toggle -> checkComposed(type, toggle));
            return;
        }
        TypeHierarchy hierarchy = TypeHierarchy.of(type);
        for (Toggle toggle : declared) {
            attributes.check(type, toggle);
        }
        if (TypeHierarchy.isConcrete(type)) {
            checkConcrete(hierarchy);
        } else {
            checkInherited(hierarchy, declared);
        }
    }

    /** Checks the methods of an abstract class or interface, whose legacy code may be in a sub-class. */
    private void checkInherited(TypeHierarchy type, List<Toggle> declared) {
        List<ToggledMethod> toggled = new ArrayList<>();
        for (Toggle toggle : declared) {
            if (toggle.site() instanceof ExecutableElement method) {
                toggled.add(new ToggledMethod(type.type(), method, toggle));
            }
        }
        toggled.forEach(method -> interception.check(type, method));
        if (selfCalls != null && !toggled.isEmpty()) {
            selfCalls.check(type.type(), toggled);
        }
    }

    private void checkComposed(TypeElement annotation, Toggle toggle) {
        if (!ToggleReader.isRetained(annotation)) {
            reports.onAttribute(
                    Kind.WARNING,
                    annotation,
                    toggle,
                    "",
                    "@FeatureToggle on @" + annotation.getSimpleName() + " has no effect, because the annotation is not"
                            + " there at run time. Add @Retention(RetentionPolicy.RUNTIME) to it.");
        }
    }

    private void checkConcrete(TypeHierarchy type) {
        if (type.parts().stream().allMatch(part -> finder.declaredIn(part).isEmpty())) {
            return;
        }
        List<ToggledMethod> toggled = finder.of(type);
        Toggle onClass = finder.onClass(type);
        if (toggled.isEmpty() && onClass != null) {
            reports.onAttribute(Kind.ERROR, type.type(), onClass, "", ToggleMistake.classWithoutMethods());
        }
        for (ToggledMethod method : toggled) {
            if (!method.toggle().isDeclaredIn(type.type())) {
                attributes.check(type.type(), method.toggle());
            }
            interception.check(type, method);
            checkCode(type, method, method.toggle().legacy());
            method.toggle().variants().forEach(variant -> checkCode(type, method, variant));
            report(method, "rescueOn", results.ofRescue(method));
            report(method, "otherwise", results.ofSkip(method));
            report(method, "shadow", results.ofShadow(method));
            report(method, "user", users.mistake(method));
        }
        cycles.check(toggled);
        if (selfCalls != null) {
            selfCalls.check(type.type(), toggled);
        }
    }

    private void checkCode(TypeHierarchy type, ToggledMethod method, NamedCode code) {
        boolean named = !code.method().isEmpty();
        if ((method.byClass() && named) || !code.isMethodKnown()) {
            return; // Reported for the class, or by the compiler.
        }
        BranchWords words = code.words();
        TypeMirror noBean = code.typeOfNoBean();
        if (noBean != null && code.bean().isEmpty()) {
            String bean = "of type " + signatory.name(noBean);
            WantedMethod wanted = BranchMethodCheck.wanted(signatory, method, code, bean);
            report(method, code, words.typeAttribute(), wanted.missing(List.of(), List.of(), List.of()));
        } else if (code.type() instanceof DeclaredType declared) {
            TypeElement other = (TypeElement) declared.asElement();
            String attribute = named ? words.methodAttribute() : words.typeAttribute();
            if (other.equals(type.type())) {
                report(method, code, words.typeAttribute(), ToggleMistake.ownClass(words));
            } else if (code.bean().isEmpty()) {
                TypeHierarchy hierarchy = TypeHierarchy.of(other);
                report(
                        method,
                        code,
                        attribute,
                        new BranchMethodCheck(rules, signatory, method, code, hierarchy, true).mistake());
            }
        } else if (named && !code.namesBean()) {
            BranchMethodCheck check = new BranchMethodCheck(rules, signatory, method, code, type, false);
            ToggleMistake mistake = check.mistake();
            report(method, code, words.methodAttribute(), mistake);
            if (mistake == null) {
                cycles.add(method, check.find());
            }
        }
    }

    private void report(ToggledMethod method, NamedCode code, String attribute, @Nullable ToggleMistake mistake) {
        if (mistake != null) {
            Reports.Place place = new Reports.Place(method.type(), method.method());
            reports.onCode(place, method.toggle(), code, attribute, mistake);
        }
    }

    private void report(ToggledMethod method, String attribute, @Nullable ToggleMistake mistake) {
        if (mistake != null) {
            reports.onAttribute(Kind.ERROR, method, attribute, mistake);
        }
    }
}
