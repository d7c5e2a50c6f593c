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

/** Processes an application ahead of time, as a build does, and starts the result. */
class AheadOfTimeTests {

    /** The class path of these tests has a web framework without a server. */
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
        expected.addAll(List.of("client on: true", "client off: false"));
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

    /** The endpoint is on a real server, behind logins, and the store is the one in memory. */
    @ParameterizedTest
    @ValueSource(strings = {"servlet", "reactive"})
    @DisplayName("R51: flags in memory are changed over the endpoint")
    void changesFlagsInMemory(String web, @TempDir Path folder) throws IOException {
        String application = "io.featureflags.actuate.EndpointApplication";
        List<String> properties = List.of(
                "--spring.main.web-application-type=" + web,
                "--server.port=0",
                "--management.endpoints.web.exposure.include=featureflags",
                "--feature-flags.store=memory",
                "--feature-flags.flags.checkout.enabled=true");
        List<String> arguments = new ArrayList<>(List.of(
                SpringApplicationAotProcessor.class.getName(),
                application,
                folder.resolve("sources").toString(),
                folder.resolve("classes").toString(),
                folder.resolve("classes").toString(),
                "io.featureflags",
                "ahead-of-time"));
        arguments.addAll(properties);
        compile(folder, JavaRun.of(JavaRun.classPath(), arguments));

        arguments = new ArrayList<>(List.of("-Dspring.aot.enabled=true", application));
        arguments.addAll(properties);
        String output = JavaRun.of(Stream.concat(Stream.of(folder.resolve("classes")), JavaRun.classPath()), arguments);

        assertThat(output)
                .contains("Starting AOT-processed EndpointApplication")
                .contains(
                        "before: new",
                        "anonymous: 401",
                        "after: legacy",
                        "unreadable: 400",
                        "other: 400",
                        "delete: 200")
                .containsPattern("ada: \\{\"name\":\"checkout\",\"value\":\"\\{\\\\\"percentage\\\\\": 0}\"")
                .containsPattern("history: .*\"actor\":\"ada\".*\"source\":\"MANUAL\".*\"reason\":\"canary\"")
                .containsPattern("explain: .*\"reason\":\"STATIC\".*\"steps\":\\[\\{")
                .containsPattern("all: .*\"mode\":.*\"flags\":\\[\\{");
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
