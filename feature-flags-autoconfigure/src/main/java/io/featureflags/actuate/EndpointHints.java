package io.featureflags.actuate;

import io.featureflags.ChangeSource;
import io.featureflags.Explanation;
import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Registers what a native image needs of the endpoint beside its operations, which Spring Boot registers itself: the types
 * inside results that are declared as {@code Object}, and the handler methods of {@code EndpointRoute}.
 */
public final class EndpointHints implements RuntimeHintsRegistrar {

    private static final List<String> HANDLERS =
            List.of("ServletWriteMapping$ServletHandler", "ReactiveWriteMapping$ReactiveHandler");

    /** Creates the registrar; it has no state. */
    public EndpointHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        new BindingReflectionHintsRegistrar()
                .registerReflectionHints(
                        hints.reflection(), Explanation.class, SyncMode.class, Source.class, ChangeSource.class);
        // By name, since a web framework may be absent.
        String here = getClass().getPackageName() + ".";
        HANDLERS.forEach(name -> hints.reflection()
                .registerTypeIfPresent(
                        classLoader,
                        here + name,
                        MemberCategory.INVOKE_PUBLIC_METHODS,
                        MemberCategory.INVOKE_DECLARED_METHODS));
    }
}
