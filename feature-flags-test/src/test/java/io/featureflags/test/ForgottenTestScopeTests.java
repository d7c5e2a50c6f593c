package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

class ForgottenTestScopeTests {

    @Test
    void applicationWithTheKitInProductionDoesNotStart() throws Exception {
        String output = run(Production.class);

        assertThat(output)
                .contains("feature-flags-test is on the class path of the application, and no test runs. It lets tests"
                        + " replace the answers of feature flags, and does not belong in production.")
                .contains("Give the dependency io.featureflags:feature-flags-test the scope test in Maven, or"
                        + " testImplementation in Gradle.")
                .doesNotContain("It has started.");
    }

    @Test
    void applicationThatTestCodeStartsForDevelopmentStarts() throws Exception {
        assertThat(run(Development.class)).contains("It has started.");
    }

    private static String run(Class<?> main) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path").replace(';', File.pathSeparatorChar),
                        "-Dspring.main.web-application-type=none",
                        "-Dfeature-flags.store=memory",
                        main.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    public static class Production {

        public static void main(String[] arguments) {
            SpringApplication.run(Bakery.class, arguments).close();
            System.out.println("It has started.");
        }
    }

    public static class Development {

        public static void main(String[] arguments) {
            SpringApplication.from(Production::main).run(arguments);
        }
    }
}
