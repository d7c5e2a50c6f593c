package io.featureflags.processor;

import io.featureflags.text.ToggleMistake;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Checks that the result of a method can be skipped or rescued, for types of the JDK: the start knows other libraries. */
final class ResultCheck {

    private static final String COMPLETION_STAGE = "java.util.concurrent.CompletionStage";

    private static final String COMPLETABLE_FUTURE = "java.util.concurrent.CompletableFuture";

    /** Types whose failures come after the method has returned. */
    private static final List<String> LATER = List.of(
            COMPLETION_STAGE,
            "java.util.concurrent.Future",
            "java.util.concurrent.Callable",
            "java.lang.Runnable",
            "java.util.function.Supplier",
            "java.util.stream.BaseStream",
            "java.util.Iterator",
            "java.util.Spliterator");

    /** Interfaces of which Spring can create an empty collection. */
    private static final Set<String> CREATED = Set.of(
            "java.util.Collection",
            "java.util.List",
            "java.util.Set",
            "java.util.SortedSet",
            "java.util.NavigableSet",
            "java.util.SequencedCollection",
            "java.util.SequencedSet",
            "java.util.Map",
            "java.util.SortedMap",
            "java.util.NavigableMap",
            "java.util.SequencedMap",
            "java.util.concurrent.ConcurrentMap",
            "java.util.concurrent.ConcurrentNavigableMap",
            "org.springframework.util.MultiValueMap");

    private final Types types;

    private final TypeRules rules;

    private final Signatory signatory;

    ResultCheck(Types types, TypeRules rules, Signatory signatory) {
        this.types = types;
        this.rules = rules;
        this.signatory = signatory;
    }

    /** Returns why the failures of a method cannot be rescued; null if they can. */
    @Nullable
    ToggleMistake ofRescue(ToggledMethod toggled) {
        TypeMirror returned = returned(toggled);
        if (returned.getKind() != TypeKind.DECLARED || !toggled.toggle().rescues()) {
            return null;
        }
        if (rules.isSubclass(returned, COMPLETION_STAGE)) {
            boolean isReplaceable = rules.isSuperclass(returned, COMPLETABLE_FUTURE);
            return isReplaceable ? null : ToggleMistake.irreplaceableFuture(signatory.name(types.erasure(returned)));
        }
        TypeMirror later = later(returned, 0);
        return later == null
                ? null
                : ToggleMistake.inertRescue(
                        "its " + signatory.name(types.erasure(later)) + " is used after the method has returned");
    }

    /** Returns why the result of a method cannot be compared with that of its legacy code; null if it can. */
    @Nullable
    ToggleMistake ofShadow(ToggledMethod toggled) {
        TypeMirror returned = returned(toggled);
        if (returned.getKind() != TypeKind.DECLARED || !toggled.toggle().shadows()) {
            return null;
        }
        TypeMirror later = isPublisher(returned) ? returned : later(returned, 0);
        return later == null ? null : ToggleMistake.shadowOfLater(signatory.name(types.erasure(later)));
    }

    private TypeMirror returned(ToggledMethod toggled) {
        return bound(signatory.in(toggled.type().asType(), toggled.method()).getReturnType());
    }

    /** Returns a type itself, or the first bound of a type variable or wildcard. */
    private static TypeMirror bound(TypeMirror type) {
        return switch (type.getKind()) {
            case TYPEVAR -> bound(((TypeVariable) type).getUpperBound());
            case INTERSECTION -> bound(((IntersectionType) type).getBounds().get(0));
            case WILDCARD -> {
                WildcardType wildcard = (WildcardType) type;
                TypeMirror bound =
                        wildcard.getExtendsBound() == null ? wildcard.getSuperBound() : wildcard.getExtendsBound();
                yield bound == null ? type : bound(bound);
            }
            default -> type;
        };
    }

    /** Returns a type that is used later: the result itself, or one of its type arguments. */
    private @Nullable TypeMirror later(TypeMirror open, int depth) {
        TypeMirror type = bound(open);
        if (!(type instanceof DeclaredType declared) || type.getKind() != TypeKind.DECLARED || depth > 5) {
            return null;
        }
        if (LATER.stream().anyMatch(name -> rules.isSubclass(type, name))) {
            return type;
        }
        if (isPublisher(type)) {
            return depth == 0 ? null : type;
        }
        return declared.getTypeArguments().stream()
                .map(argument -> later(argument, depth + 1))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private boolean isPublisher(TypeMirror type) {
        return rules.isSubclass(type, "org.reactivestreams.Publisher")
                || rules.isSubclass(type, "java.util.concurrent.Flow.Publisher");
    }

    /** Returns why a call of a method cannot be skipped; null if it can. */
    @Nullable
    ToggleMistake ofSkip(ToggledMethod toggled) {
        TypeMirror returned = returned(toggled);
        if (!toggled.toggle().skips()
                || toggled.toggle().legacy().isNamed()
                || !(returned instanceof DeclaredType declared)
                || returned.getKind() != TypeKind.DECLARED) {
            return null;
        }
        boolean holdsElements =
                rules.isSubclass(returned, "java.util.Collection") || rules.isSubclass(returned, "java.util.Map");
        return holdsElements && !canBeEmpty((TypeElement) declared.asElement())
                ? ToggleMistake.noEmptyResult(signatory.name(types.erasure(returned)))
                : null;
    }

    private static boolean canBeEmpty(TypeElement type) {
        String name = type.getQualifiedName().toString();
        if (type.getKind().isInterface()) {
            return CREATED.contains(name);
        }
        boolean inner = type.getNestingKind() != NestingKind.TOP_LEVEL
                && !type.getModifiers().contains(Modifier.STATIC);
        return !inner
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                        .anyMatch(constructor -> constructor.getParameters().isEmpty());
    }
}
