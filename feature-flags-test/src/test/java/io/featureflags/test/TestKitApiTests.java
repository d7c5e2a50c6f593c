package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What tests of applications may use is listed in a file, so that each change of it shows. */
class TestKitApiTests {

    private static final Path LISTING = Path.of("src/test/resources/test-kit-api.txt");

    private static final Path CLASSES = Path.of("target/classes");

    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("equals", "hashCode", "toString", "values", "valueOf", "$values");

    @Test
    void apiIsTheListedOne() throws Exception {
        List<String> api = api();
        if (Boolean.getBoolean("api.write")) {
            Files.write(LISTING, api);
        }
        assertThat(api)
                .as(
                        "The public API is not what %s lists. If that is on purpose, run%n%s%nand commit the file",
                        LISTING,
                        "./mvnw -pl feature-flags-test -am test -Dtest=TestKitApiTests"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dapi.write=true")
                .containsExactlyElementsOf(Files.readAllLines(LISTING));
    }

    @Test
    void apiNamesOnlyTypesThatAreVisible() throws Exception {
        for (Class<?> type : publicTypes()) {
            for (Method method : type.getDeclaredMethods()) {
                if (isApi(method.getModifiers()) && !method.isSynthetic() && !type.equals(ScopeAccessor.class)) {
                    assertThat(Stream.concat(
                                    Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes())))
                            .as(method.toString())
                            .allMatch(each -> each.isPrimitive() || each.isArray() || isApi(each.getModifiers()));
                }
            }
        }
    }

    private static List<String> api() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            lines.add(type.toGenericString());
            Stream.of(
                            Arrays.stream(type.getDeclaredConstructors())
                                    .filter(each -> isApi(each.getModifiers()))
                                    .map(Constructor::toGenericString),
                            Arrays.stream(type.getDeclaredFields())
                                    .filter(each -> isApi(each.getModifiers()))
                                    .map(Field::toGenericString),
                            Arrays.stream(type.getDeclaredMethods())
                                    .filter(each -> isApi(each.getModifiers()) && !each.isSynthetic())
                                    .filter(each -> !OF_EVERY_OBJECT.contains(each.getName()))
                                    .map(TestKitApiTests::line))
                    .flatMap(members -> members)
                    .sorted()
                    .forEach(member -> lines.add("    " + member));
        }
        return lines;
    }

    private static String line(Method method) {
        Object value = method.getDefaultValue();
        return method.toGenericString() + (value == null ? "" : " default " + value);
    }

    private static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name =
                        CLASSES.relativize(file).toString().replace('/', '.').replace('\\', '.');
                Class<?> type = Class.forName(
                        name.replaceFirst("\\.class$", ""), false, TestKitApiTests.class.getClassLoader());
                Class<?> outer = type.getEnclosingClass();
                if (isApi(type.getModifiers()) && (outer == null || isApi(outer.getModifiers()))) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    private static boolean isApi(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
