package io.featureflags.processor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * What a compiler made of some sources.
 *
 * @param folder the class files and resources
 * @param messages all messages, in their order
 */
record CompiledSource(Path folder, List<Message> messages) {

    /** The day on which all tests compile. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-10T12:00:00Z"), ZoneOffset.UTC);

    /** What the sources need: a compiler opens each jar of its class path. */
    private static final String CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> Pattern.compile(
                            "classes|feature-flags|jspecify|lombok|mapstruct-\\d|spring-(?:aop|beans|context|core)-|spring-boot-\\d")
                    .matcher(entry)
                    .find())
            .collect(Collectors.joining(File.pathSeparator));

    private static final Map<String, String> KOTLIN = Map.of(
            "kotlin/Metadata.java", "package kotlin; public @interface Metadata {}",
            "kotlin/coroutines/Continuation.java", "package kotlin.coroutines; public interface Continuation<T> {}");

    static List<Processor> processors() {
        return List.of(new FeatureToggleProcessor(CLOCK), new FlagIndexProcessor());
    }

    /** Compiles sources with the processors of this module. */
    static CompiledSource checked(Path folder, Map<String, String> sources, String... options) {
        return with(processors(), folder, sources, options);
    }

    /** Compiles sources without any processor. */
    static CompiledSource unchecked(Path folder, Map<String, String> sources) {
        return with(List.of(), folder, sources, "-proc:none");
    }

    static CompiledSource with(
            List<Processor> processors, Path folder, Map<String, String> sources, String... options) {
        return by(ToolProvider.getSystemJavaCompiler(), processors, folder, sources, options);
    }

    static CompiledSource by(
            JavaCompiler compiler,
            List<Processor> processors,
            Path folder,
            Map<String, String> sources,
            String... options) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
            List<Path> units = new ArrayList<>();
            for (Map.Entry<String, String> source : withKotlin(sources).entrySet()) {
                Path file = folder.resolve("sources").resolve(source.getKey()); // Not every compiler reads from memory.
                Files.createDirectories(file.getParent());
                units.add(Files.writeString(file, source.getValue()));
            }
            List<String> all = new ArrayList<>(List.of("-parameters", "-Xlint:processing", "-classpath", CLASS_PATH));
            all.addAll(List.of(options));
            if (all.contains("-g:none")) {
                all.remove("-parameters");
            }
            CompilationTask task = compiler.getTask(
                    Writer.nullWriter(), files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(units));
            if (!List.of(options).contains("-proc:none")) {
                task.setProcessors(processors);
            }
            task.call();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return new CompiledSource(
                folder, diagnostics.getDiagnostics().stream().map(Message::of).toList());
    }

    private static Map<String, String> withKotlin(Map<String, String> sources) {
        Map<String, String> all = new LinkedHashMap<>(sources);
        if (sources.values().stream().anyMatch(text -> text.contains("kotlin."))) {
            all.putAll(KOTLIN);
        }
        return all;
    }

    /** Returns the messages of the processors, without those of javac on annotations that no processor claims. */
    List<Message> ours() {
        return messages.stream()
                .filter(message -> !message.text().contains("No processor claimed"))
                .toList();
    }

    /** Returns the text of a file that was written. */
    String text(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * A message of the compiler.
     *
     * @param kind error, warning or note
     * @param line line from 1; -1 without a position
     * @param column column from 1, of the dot in a qualified name; -1 without a position
     * @param start first character of what is wrong, with the annotations of a method, from 0; -1 without a position
     * @param position the character to which the compiler points, such as the name of a method or the dot in a name
     * @param text the text
     */
    record Message(Kind kind, long line, long column, long start, long position, String text) {

        static Message of(Diagnostic<? extends JavaFileObject> diagnostic) {
            return new Message(
                    diagnostic.getKind(),
                    diagnostic.getLineNumber(),
                    diagnostic.getColumnNumber(),
                    diagnostic.getStartPosition(),
                    diagnostic.getPosition(),
                    diagnostic.getMessage(null));
        }

        /** Returns whether the message is about what begins at a character of the source. */
        boolean pointsTo(long character) {
            return start == character || position == character;
        }
    }
}
