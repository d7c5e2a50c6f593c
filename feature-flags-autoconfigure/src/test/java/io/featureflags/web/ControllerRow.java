package io.featureflags.web;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A kind of toggled controller, for tests of every kind on every stack behind every kind of proxy. Each has, under its
 * path, {@code ?user=anna} with legacy code, and {@code /dark} without. A further kind is a row in {@link #all()}.
 *
 * @param controller class of the controller, with a constructor without parameters
 * @param path where it is mapped to
 * @param legacy class of the bean with its legacy code; null where that is in the controller
 */
record ControllerRow(
        Class<?> controller, String path, @Nullable Class<?> legacy) {

    private ControllerRow(Class<?> controller, String path) {
        this(controller, path, null);
    }

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

    /** Each row with class proxies ({@code true}) and with JDK proxies. */
    static Stream<Arguments> withEachProxy() {
        return all().flatMap(row -> Stream.of(Arguments.of(row, true), Arguments.of(row, false)));
    }

    /** The beans of the application. */
    Class<?>[] beans() {
        return legacy == null ? new Class<?>[] {controller} : new Class<?>[] {controller, legacy};
    }

    /** With a user of the given name. */
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
