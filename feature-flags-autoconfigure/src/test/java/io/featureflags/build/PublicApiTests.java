package io.featureflags.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicApiTests {

    private static final Path LISTING = Path.of("src/test/resources/public-api.txt");

    private static final String REWRITE = "./mvnw -pl feature-flags-autoconfigure -am test"
            + " -Dtest=PublicApiTests -Dsurefire.failIfNoSpecifiedTests=false -Dapi.write=true";

    private final PublicApi api = PublicApi.read();

    @Test
    void apiIsTheListedOne() throws IOException {
        if (Boolean.getBoolean("api.write")) {
            Files.write(LISTING, api.lines());
        }
        assertThat(changes(Files.readAllLines(LISTING), api.lines()))
                .as(
                        "The public API is not what %s lists. If that is on purpose, run%n%s%nand commit the file",
                        LISTING, REWRITE)
                .isEmpty();
    }

    @Test
    void apiNamesNoTypeThatIsNoApi() {
        assertThat(api.leaks()).isEmpty();
    }

    @Test
    void apiHasItsThreeParts() {
        assertThat(api.types())
                .hasSizeBetween(40, 120)
                .contains("io.featureflags.FeatureFlags", "io.featureflags.spi.FlagStore")
                .contains("io.featureflags.decision.FlagValue", "io.featureflags.audit.AuditSink");
    }

    private static List<String> changes(List<String> listed, List<String> actual) {
        List<String> changes = new ArrayList<>();
        listed.stream().filter(line -> !actual.contains(line)).forEach(line -> changes.add("- " + line));
        actual.stream().filter(line -> !listed.contains(line)).forEach(line -> changes.add("+ " + line));
        return changes;
    }
}
