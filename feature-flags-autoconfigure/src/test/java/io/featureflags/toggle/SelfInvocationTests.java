package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.featureflags.toggle.bytecode.SelfCall;
import io.featureflags.toggle.bytecode.SelfInvocations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** The start warns about toggled methods that their class calls without the proxy. */
@ExtendWith(OutputCaptureExtension.class)
class SelfInvocationTests {

    private static final Path SOURCES = Path.of("src/test/java");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class);

    @Test
    void findsExactlyTheMarkedLines() throws IOException {
        List<String> marked = new ArrayList<>();
        for (Class<?> type : List.of(SelfInvokingShop.class, SelfInvokingBase.class, SelfInvokingTerminal.class)) {
            marked.addAll(markedLines(type));
        }

        assertThat(marked).hasSizeGreaterThan(20);
        assertThat(callsIn(SelfInvokingShop.class))
                .extracting(
                        call -> call.place().getFileName() + ":" + call.place().getLineNumber())
                .containsAll(marked)
                .isSubsetOf(marked);
    }

    private static List<String> markedLines(Class<?> type) throws IOException {
        String file = type.getSimpleName() + ".java";
        List<String> lines = Files.readAllLines(
                SOURCES.resolve(ClassUtils.classPackageAsResourcePath(type)).resolve(file));
        List<String> marked = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// self")) {
                marked.add(file + ":" + (i + 1));
            }
        }
        return marked;
    }

    @Test
    void namesTheMethodOfTheSource() {
        assertThat(callsIn(SelfInvokingShop.class))
                .extracting(call -> call.place().getMethodName())
                .contains("<init>", "plain", "lambdas", "run", "open", "greetAll", "payTwice")
                .noneMatch(method -> method.contains("lambda$"));
    }

    static class Kiosk {

        @FeatureToggle(value = "kiosk", otherwise = Otherwise.SKIP)
        void sell() {}

        void sellTwo() {
            sell();
            sell();
        }

        Runnable later() {
            return () -> sell();
        }
    }

    static class OldWhole {

        public void sell() {}

        public void sellTwo() {}

        public int sell(int count) {
            return count;
        }
    }

    @FeatureToggle(value = "whole_class", fallbackType = OldWhole.class)
    static class Whole {

        public void sell() {}

        public void sellTwo() {
            sell();
            List.of(1).forEach(one -> sell());
        }

        public int sell(int count) {
            return count == 0
                    ? 0
                    : List.of(count - 1).stream().mapToInt(next -> sell(next)).sum();
        }

        @FeatureToggle("other_flag")
        public void sellThree() {
            sell(); // Even while its own flag is off.
        }

        void sell(long count) {
            sell((int) count); // Is in a method that is not toggled.
        }
    }

    /** A class whose methods call each other is correct if one flag toggles them all. */
    @Test
    void callsFromNewCodeOfTheSameFlagAreIgnored(CapturedOutput output) throws IOException {
        List<String> lines = Files.readAllLines(SOURCES.resolve(ClassUtils.classPackageAsResourcePath(getClass()))
                .resolve("SelfInvocationTests.java"));
        String expected = Stream.of("sell(); // Even", "sell((int) count); // Is")
                .map(text -> {
                    int index = IntStream.range(0, lines.size())
                            .filter(line -> lines.get(line).trim().startsWith(text))
                            .findFirst()
                            .orElseThrow();
                    return "(SelfInvocationTests.java:" + (index + 1) + ")";
                })
                .collect(Collectors.joining(" "));
        runner.withBean(OldWhole.class).withBean(Whole.class, () -> new Whole()).run(context -> {
            String warning = output.getAll()
                    .lines()
                    .filter(line -> line.contains("Whole calls its own toggled methods"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Pattern.compile("\\(SelfInvocationTests\\.java:\\d+\\)")
                            .matcher(warning)
                            .results()
                            .map(MatchResult::group)
                            .collect(Collectors.joining(" ")))
                    .isEqualTo(expected);
        });
    }

    static class Fine {

        @FeatureToggle(value = "kiosk", fallback = "legacySell")
        void sell() {}

        void legacySell() {}

        void buy() {
            legacySell();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Kiosk one() {
            return new Kiosk();
        }

        @Bean
        Kiosk two() {
            return new Kiosk();
        }

        @Bean
        @Scope("prototype")
        Kiosk many() {
            return new Kiosk();
        }

        @Bean
        Fine fine() {
            return new Fine();
        }
    }

    @Test
    void warnsOnceForEachClassWithAllPlaces(CapturedOutput output) {
        runner.withUserConfiguration(Application.class).run(context -> {
            assertThat(context).hasNotFailed();
            context.getBean("many");
            String name = Kiosk.class.getName();
            int line = callsIn(Kiosk.class).get(0).place().getLineNumber();
            assertThat(output)
                    .containsOnlyOnce("calls its own toggled methods")
                    .contains("WARN")
                    .contains(name + " calls its own toggled methods, which no proxy intercepts, so that the new code"
                            + " runs there even while the flag is off: "
                            + "sell at " + name + ".sellTwo(SelfInvocationTests.java:" + line + "), "
                            + "sell at " + name + ".sellTwo(SelfInvocationTests.java:" + (line + 1) + "), "
                            + "sell at " + name + ".later(SelfInvocationTests.java:" + (line + 5) + "). "
                            + "Route these calls with FeatureFlags.route, move the toggled methods to another bean,"
                            + " or let AspectJ weave the class.");
        });
    }

    @Test
    void warnsAboutABeanThatMayNeverBeCreated(CapturedOutput output) {
        runner.withBean("kiosk", Kiosk.class, Kiosk::new, definition -> definition.setLazyInit(true))
                .run(context -> assertThat(output).containsOnlyOnce("Kiosk calls its own toggled methods"));
    }

    @Test
    void classWithoutClassFileIsSkipped(CapturedOutput output) throws Exception {
        assertThat(callsIn(load(Kiosk.class, null))).isEmpty();
        assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
    }

    @Test
    void classFileOfUnknownVersionIsSkipped(CapturedOutput output) throws Exception {
        byte[] file = bytes(Kiosk.class);
        assertThat(callsIn(load(Kiosk.class, file.clone()))).hasSize(3);

        file[7] = (byte) 200; // An unknown version.
        assertThat(callsIn(load(Kiosk.class, file.clone()))).hasSize(3);
        file[10] = 99; // An unknown kind of constant.
        assertThat(callsIn(load(Kiosk.class, file))).isEmpty();
        assertThat(callsIn(load(Kiosk.class, new byte[] {1, 2, 3}))).isEmpty();
        assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
    }

    private static List<SelfCall> callsIn(Class<?> type) {
        Set<Method> toggled = MethodIntrospector.selectMethods(
                type, (Method method) -> AnnotatedElementUtils.hasAnnotation(method, FeatureToggle.class));
        return SelfInvocations.in(type, List.copyOf(toggled));
    }

    private static Class<?> load(Class<?> type, byte @Nullable [] file) throws Exception {
        return new OtherFiles(type, bytes(type), file).loadClass(type.getName());
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (@Nullable InputStream file = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
            assertThat(file).isNotNull();
            return file.readAllBytes();
        }
    }

    /** Defines one class from its original bytes, and returns other bytes as its class file. */
    private static final class OtherFiles extends ClassLoader {

        private final String name;

        private final byte[] bytes;

        private final byte @Nullable [] file;

        OtherFiles(Class<?> type, byte[] bytes, byte @Nullable [] file) {
            super(type.getClassLoader());
            this.name = type.getName();
            this.bytes = bytes;
            this.file = file;
        }

        @Override
        protected Class<?> loadClass(String requested, boolean resolve) throws ClassNotFoundException {
            return requested.equals(name)
                    ? defineClass(requested, bytes, 0, bytes.length)
                    : super.loadClass(requested, resolve);
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String path) {
            if (!path.equals(ClassUtils.convertClassNameToResourcePath(name) + ".class")) {
                return super.getResourceAsStream(path);
            }
            return file == null ? null : new ByteArrayInputStream(file);
        }
    }
}
