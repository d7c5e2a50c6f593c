package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.spi.FlagConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/configuration.md} agree with the library. */
class PropertyTableTests {

    /** A row of a table that begins with a property and its default. */
    private static final Pattern PROPERTY_ROW =
            Pattern.compile("\\| `(feature-flags\\.[a-z.-]+)` \\| (?:`([^`]*)`)? *\\|.*");

    /** A row of a table that begins with properties of a flag. */
    private static final Pattern FLAG_ROW = Pattern.compile("\\| (`[a-z]+`(?:, `[a-z]+`)*) \\|.*");

    @Test
    void eachPropertyIsListedOnceWithItsDefault() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : configuration().lines()) {
            Matcher row = PROPERTY_ROW.matcher(line);
            if (row.matches()) {
                String before = rows.put(row.group(1), row.group(2) == null ? "" : row.group(2));
                assertThat(before).as("a second row of %s", row.group(1)).isNull();
            }
        }
        assertThat(rows).isEqualTo(properties());
    }

    @Test
    void eachPropertyOfAFlagIsListedOnce() throws IOException {
        Stream<String> listed = configuration().lines().stream()
                .map(FLAG_ROW::matcher)
                .filter(Matcher::matches)
                .flatMap(row -> Arrays.stream(row.group(1).replace("`", "").split(", ", -1)));
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FlagConfiguration.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    private static Page configuration() throws IOException {
        return Page.of(Page.ROOT.resolve("docs/configuration.md"));
    }

    /** Returns the properties of the library and their defaults, from its metadata for editors. */
    private static Map<String, String> properties() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        for (var url : Collections.list(PropertyTableTests.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream metadata = url.openStream()) {
                List<LinkedHashMap<String, Object>> found =
                        JsonPath.parse(metadata).read("$.properties[?(@.name =~ /feature-flags\\..*/)]");
                found.forEach(property -> properties.put(
                        String.valueOf(property.get("name")),
                        String.valueOf(property.getOrDefault("defaultValue", ""))));
            }
        }
        assertThat(properties).isNotEmpty();
        return properties;
    }
}
