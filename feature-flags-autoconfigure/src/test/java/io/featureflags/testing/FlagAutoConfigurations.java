package io.featureflags.testing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;

/** The listed auto-configurations of this library, as an application has them. */
public final class FlagAutoConfigurations {

    private FlagAutoConfigurations() {}

    /**
     * Returns the auto-configurations of this library together with others.
     *
     * @param others auto-configurations of Spring Boot
     * @return all of them, in the order of Spring Boot
     */
    public static AutoConfigurations with(Class<?>... others) {
        List<Class<?>> all = new ArrayList<>(List.of(others));
        all.addAll(ours());
        return AutoConfigurations.of(all.toArray(Class<?>[]::new));
    }

    private static List<Class<?>> ours() {
        ClassLoader loader = FlagAutoConfigurations.class.getClassLoader();
        List<Class<?>> found = new ArrayList<>();
        for (String name : ImportCandidates.load(AutoConfiguration.class, loader)) {
            if (name.startsWith("io.featureflags.")) {
                try {
                    found.add(Class.forName(name, false, loader));
                } catch (ClassNotFoundException ex) {
                    throw new IllegalStateException("Listed, but absent: " + name, ex);
                }
            }
        }
        return found;
    }
}
