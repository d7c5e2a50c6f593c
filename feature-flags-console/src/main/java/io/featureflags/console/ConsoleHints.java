package io.featureflags.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Registers what a native image needs of the console: its files, its handler methods, and the type in a response. */
final class ConsoleHints implements RuntimeHintsRegistrar {

    private static final List<String> HANDLERS =
            List.of("ServletConsoleMapping$ServletHandler", "ReactiveConsoleMapping$ReactiveHandler");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("io/featureflags/console/page/*");
        new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), CsrfView.class);
        // By name, since a web framework or Spring Security may be absent.
        String here = getClass().getPackageName() + ".";
        HANDLERS.forEach(name -> hints.reflection()
                .registerTypeIfPresent(
                        classLoader,
                        here + name,
                        MemberCategory.INVOKE_PUBLIC_METHODS,
                        MemberCategory.INVOKE_DECLARED_METHODS));
        hints.reflection()
                .registerTypeIfPresent(
                        classLoader,
                        "org.springframework.security.web.csrf.CsrfFilter",
                        MemberCategory.ACCESS_DECLARED_FIELDS);
    }
}
