package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.autoconfigure.AheadOfTimeApplication.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplicationAotProcessor;

/** An application that is processed ahead of time as a build does it, and started from what came of that. */
class AheadOfTimeTests {

    /** On the class path of these tests is a web framework without a server. */
    private static final String NO_WEB = "--spring.main.web-application-type=none";

    private static final String ORDER = "--feature-flags.aspect.order=7";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("R51: toggled beans of every kind route both ways, behind class proxies and JDK proxies")
    void routesBothWays(boolean classProxies, @TempDir Path folder) throws IOException {
        String proxies = "--spring.aop.proxy-target-class=" + classProxies;
        String processing = JavaRun.of(
                JavaRun.classPath(),
                List.of(
                        SpringApplicationAotProcessor.class.getName(),
                        AheadOfTimeApplication.class.getName(),
                        folder.resolve("sources").toString(),
                        folder.resolve("classes").toString(),
                        folder.resolve("classes").toString(),
                        "io.featureflags",
                        "ahead-of-time",
                        NO_WEB,
                        proxies));
        compile(folder, processing);

        String output = JavaRun.of(
                Stream.concat(Stream.of(folder.resolve("classes")), JavaRun.classPath()),
                List.of("-Dspring.aot.enabled=true", AheadOfTimeApplication.class.getName(), NO_WEB, proxies, ORDER));

        List<String> expected = new ArrayList<>();
        for (String bean : AheadOfTimeApplication.BEANS) {
            expected.add(bean + " of some: new shop  anna , legacy shop otto");
            expected.add(bean + " on: new shop otto");
            expected.add(bean + " off: legacy shop otto");
        }
        expected.addAll(List.of("skipped on: 1 1", "skipped off: 0 0", "enhanced on: new", "enhanced off: legacy"));
        expected.add("order: 7");
        // The proxy class is the one of the processing: an image makes none.
        String proxy = Skipped.class.getName() + "$$SpringCGLIB$$0";
        expected.add("proxy: " + (classProxies ? "class " + proxy : "of the JDK"));
        if (classProxies) {
            assertThat(folder.resolve("classes").resolve(proxy.replace('.', '/') + ".class"))
                    .exists();
        }
        assertThat(output).contains("Starting AOT-processed AheadOfTimeApplication");
        assertThat(output.lines()).containsAll(expected);
    }

    private static void compile(Path folder, String processing) throws IOException {
        assertThat(folder.resolve("sources")).as(processing).isNotEmptyDirectory();
        List<String> arguments = new ArrayList<>(
                List.of("-nowarn", "-d", folder.resolve("classes").toString()));
        arguments.add("-cp");
        arguments.add(folder.resolve("classes") + ":" + System.getProperty("java.class.path"));
        try (Stream<Path> files = Files.walk(folder.resolve("sources"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }
}
