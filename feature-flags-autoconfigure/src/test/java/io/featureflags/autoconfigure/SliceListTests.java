package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every slice of the Spring Boot on the class path imports the same auto-configurations of this library. */
class SliceListTests {

    private final PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();

    @Test
    void everySliceHasAList() throws IOException {
        Set<String> slices = slicesOfSpringBoot();
        assertThat(slices).hasSizeGreaterThanOrEqualTo(20);
        assertThat(listed()).containsExactlyElementsOf(slices);
    }

    @Test
    void allListsAreEqual() throws IOException {
        for (Resource list : lists()) {
            assertThat(list.getContentAsString(StandardCharsets.UTF_8).lines())
                    .as(list.getFilename())
                    .containsExactly(
                            FeatureFlagsAutoConfiguration.class.getName(),
                            FeatureFlagsContextAutoConfiguration.class.getName(),
                            FeatureFlagsOpenFeatureAutoConfiguration.class.getName(),
                            FeatureFlagsWebAutoConfiguration.class.getName());
        }
    }

    // Class files are searched as text: libraries of the annotations are absent.
    private Set<String> slicesOfSpringBoot() throws IOException {
        String marker = "Lorg/springframework/boot/test/autoconfigure/OverrideAutoConfiguration;";
        Set<String> found = new TreeSet<>();
        for (Resource type : resources.getResources("classpath*:org/springframework/boot/**/*Test.class")) {
            if (type.getContentAsString(StandardCharsets.ISO_8859_1).contains(marker)) {
                String path = type.getURL().getPath();
                found.add(path.substring(path.lastIndexOf("org/springframework/"), path.length() - ".class".length())
                        .replace('/', '.'));
            }
        }
        return found;
    }

    private Set<String> listed() throws IOException {
        Set<String> names = new TreeSet<>();
        Arrays.stream(lists())
                .forEach(list -> names.add(String.valueOf(list.getFilename()).replace(".imports", "")));
        return names;
    }

    private Resource[] lists() throws IOException {
        String ours = FeatureFlagsAutoConfiguration.class.getName();
        return Arrays.stream(
                        resources.getResources("classpath*:META-INF/spring/org.springframework.boot.*Test.imports"))
                .filter(list -> contains(list, ours))
                .toArray(Resource[]::new);
    }

    private static boolean contains(Resource list, String name) {
        try {
            return list.getContentAsString(StandardCharsets.UTF_8).contains(name);
        } catch (IOException ex) {
            throw new IllegalStateException("Cannot read " + list, ex);
        }
    }
}
