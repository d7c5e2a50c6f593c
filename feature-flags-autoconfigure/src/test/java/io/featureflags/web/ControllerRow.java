package io.featureflags.web;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A kind of toggled controller, for tests of every kind on every stack behind every kind of proxy. Each maps, under its
 * path, {@code ?user=anna} to a method with legacy code, and {@code /dark} to one without. To test another kind, add a row
 * to {@link #all()}.
 *
 * @param controller class of the controller, with a constructor without parameters
 * @param path path of its mappings
 * @param legacy class of the bean with its legacy code; null if that is in the controller
 */
record ControllerRow(
        Class<?> controller, String path, @Nullable Class<?> legacy) {

    private ControllerRow(Class<?> controller, String path) {
        this(controller, path, null);
    }

    /** Returns all kinds. */
    static Stream<ControllerRow> all() {
        return Stream.of(
                new ControllerRow(ToggledControllers.Plain.class, "/plain"),
                new ControllerRow(ToggledControllers.WithInterface.class, "/with-interface"),
                new ControllerRow(ToggledControllers.OfContract.class, "/contract"),
                new ControllerRow(ToggledControllers.OfControllerInterface.class, "/controller-interface"),
                new ControllerRow(ToggledControllers.Inheriting.class, "/inheriting"),
                new ControllerRow(ToggledControllers.Generic.class, "/generic"),
                new ControllerRow(ToggledControllers.Completing.class, "/completing"),
                new ControllerRow(ToggledControllers.Reactive.class, "/reactive"),
                new ControllerRow(
                        ToggledControllers.WithLegacyType.class, "/legacy-type", ToggledControllers.LegacyPage.class),
                new ControllerRow(
                        ToggledControllers.WithLegacyBean.class, "/legacy-bean", ToggledControllers.LegacyPage.class),
                new ControllerRow(ToggledControllers.WithoutLegacy.class, "/without-legacy"));
    }

    /** Returns each row with class proxies ({@code true}) and with JDK proxies. */
    static Stream<Arguments> withEachProxy() {
        return all().flatMap(row -> Stream.of(Arguments.of(row, true), Arguments.of(row, false)));
    }

    /** Returns the classes of the beans. */
    Class<?>[] beans() {
        return legacy == null ? new Class<?>[] {controller} : new Class<?>[] {controller, legacy};
    }

    /** Returns the path of the method with legacy code, for a user of the given name. */
    String pathFor(String user) {
        return path + "?user=" + user;
    }

    String darkPath() {
        return path + "/dark";
    }

    @Override
    public String toString() {
        return controller.getSimpleName();
    }
}
