package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagIndexTests {

    private static final String SHOP = """
            package shop;

            import io.featureflags.FeatureToggle;

            public class Shop {

                @FeatureToggle(value = "new_checkout", fallback = "legacyCheckout", expires = "2999-01-31")
                public <T extends Comparable<T>>
                        String checkout(java.util.List<T> users, int[] counts, String... names) {
                    return "new";
                }

                private String legacyCheckout(java.util.List<?> users, int[] counts, String... names) {
                    return "old";
                }

                static class Till {

                    @FeatureToggle(value = "new_checkout", enabledByDefault = true)
                    void open() {}

                    @FeatureToggle("card_payment")
                    void close() {}
                }
            }
            """;

    private static final String PAYMENT = """
            package shop;

            import io.featureflags.FeatureToggle;

            interface Payment {

                void pay(Payment.Money money);

                record Money(long cents) {}
            }

            class OldPayment implements Payment {

                public void pay(Money money) {}
            }

            @FeatureToggle(value = "card_payment", fallbackType = OldPayment.class)
            class NewPayment implements Payment {

                public void pay(Money money) {}
            }
            """;

    @TempDir
    Path folder;

    @TempDir
    Path otherFolder;

    @Test
    void indexListsTheMethodsSorted() {
        CompiledSource compiled = CompiledSource.checked(folder, sources(PAYMENT, SHOP));
        assertThat(compiled.text(FlagIndex.FILE)).isEqualTo("""
                {"flags": [
                  {"flag": "card_payment", "class": "shop.NewPayment", "method": "pay(Money)", "line": 20, \
                "fallback": "shop.OldPayment.pay(Money)", "enabledByDefault": false},
                  {"flag": "card_payment", "class": "shop.Shop$Till", "method": "close()", "line": 23, \
                "enabledByDefault": false},
                  {"flag": "new_checkout", "class": "shop.Shop", "method": "checkout(List, int[], String[])", "line": 9, \
                "fallback": "legacyCheckout(List, int[], String[])", "expires": "2999-01-31", "enabledByDefault": false},
                  {"flag": "new_checkout", "class": "shop.Shop$Till", "method": "open()", "line": 20, \
                "enabledByDefault": true}
                ]}
                """);
    }

    @Test
    void indexDoesNotDependOnTheOrderOfTheSources() {
        CompiledSource first = CompiledSource.checked(folder, sources(PAYMENT, SHOP));
        CompiledSource second = CompiledSource.checked(otherFolder, sources(SHOP, PAYMENT));
        assertThat(second.text(FlagIndex.FILE)).isEqualTo(first.text(FlagIndex.FILE));
    }

    @Test
    void compilationWithoutFlagsWritesNoIndex() {
        CompiledSource.checked(folder, Map.of("Plain.java", "class Plain {}"));
        assertThat(folder.resolve(FlagIndex.FILE)).doesNotExist();
        assertThat(folder.resolve("Plain.class")).exists();
    }

    @Test
    void inheritedMethodsAreListedWithEachClass() {
        CompiledSource compiled = CompiledSource.checked(folder, Map.of("Base.java", """
                import io.featureflags.FeatureToggle;

                abstract class Base {

                    @FeatureToggle(value = "new_checkout", fallback = "old")
                    public void checkout() {}
                }

                class Shop extends Base {

                    void old() {}
                }
                """));
        assertThat(compiled.text(FlagIndex.FILE)).isEqualTo("""
                {"flags": [
                  {"flag": "new_checkout", "class": "Base", "method": "checkout()", "line": 6, "enabledByDefault": false},
                  {"flag": "new_checkout", "class": "Shop", "method": "checkout()", "line": 6, "fallback": "old()", \
                "enabledByDefault": false, "declaration": "Base.checkout()"}
                ]}
                """);
    }

    @Test
    void typesOfLibrariesHaveNoLine() {
        CompiledSource.checked(folder, Map.of("Base.java", """
                import io.featureflags.FeatureToggle;

                public class Base {

                    @FeatureToggle(value = "new_checkout", fallback = "old")
                    public void checkout() {}

                    void old() {}
                }
                """));
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        CompiledSource compiled = CompiledSource.checked(
                otherFolder, Map.of("Shop.java", "class Shop extends Base {}"), "-classpath", classPath);
        assertThat(compiled.ours()).isEmpty();
        assertThat(compiled.text(FlagIndex.FILE))
                .contains("\"class\": \"Shop\"", "\"fallback\": \"old()\"")
                .doesNotContain("\"line\"");
    }

    /** The names of parameters are not in a class file that is compiled without them. */
    @Test
    void expressionsOfLibrariesAreLeftToTheStart() {
        CompiledSource.with(List.of(), folder, Map.of("Base.java", """
                import io.featureflags.FeatureToggle;

                public class Base {

                    @FeatureToggle(value = "new_checkout", user = "#customer")
                    public void checkout(String customer) {}
                }
                """), "-proc:none", "-g:none");
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        CompiledSource compiled = CompiledSource.checked(
                otherFolder, Map.of("Shop.java", "class Shop extends Base {}"), "-classpath", classPath);
        assertThat(compiled.ours()).isEmpty();
    }

    /** The compiler reports a mistake of a library where the class inherits it. */
    @Test
    void mistakesOfLibrariesAreReportedOnTheClass() {
        CompiledSource.unchecked(folder, Map.of("Base.java", """
                import io.featureflags.FeatureToggle;

                public abstract class Base {

                    @FeatureToggle(value = "new_checkout", fallback = "old")
                    public void checkout() {}
                }
                """));
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        CompiledSource compiled = CompiledSource.checked(
                otherFolder, Map.of("Shop.java", "\nclass Shop extends Base {}"), "-classpath", classPath);
        assertThat(compiled.ours()).singleElement().satisfies(message -> {
            assertThat(message.line()).isEqualTo(2);
            assertThat(message.text()).startsWith("@FeatureToggle on Shop.checkout() cannot work: its fallback 'old'");
        });
    }

    private static Map<String, String> sources(String... texts) {
        Map<String, String> sources = new LinkedHashMap<>();
        List.of(texts).forEach(text -> sources.put(text.equals(SHOP) ? "shop/Shop.java" : "shop/Payment.java", text));
        return sources;
    }
}
