package io.featureflags.web;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A kind of toggled controller, for tests of every kind on every stack behind every kind of proxy. Each has, under its
 * path, {@code ?user=anna} with legacy code, and {@code /dark} without. A further kind is a row in {@link #all()}.
 *
 * @param controller class of the controller, with a constructor without parameters
 * @param path where it is mapped to
 */
record ControllerRow(Class<?> controller, String path) {

    static Stream<ControllerRow> all() {
        return Stream.of(
                new ControllerRow(ToggledControllers.Plain.class, "/plain"),
                new ControllerRow(ToggledControllers.WithInterface.class, "/with-interface"),
                new ControllerRow(ToggledControllers.OfContract.class, "/contract"),
                new ControllerRow(ToggledControllers.OfControllerInterface.class, "/controller-interface"),
                new ControllerRow(ToggledControllers.Inheriting.class, "/inheriting"),
                new ControllerRow(ToggledControllers.Generic.class, "/generic"),
                new ControllerRow(ToggledControllers.Completing.class, "/completing"),
                new ControllerRow(ToggledControllers.Reactive.class, "/reactive"));
    }

    /** Each row with class proxies ({@code true}) and with JDK proxies. */
    static Stream<Arguments> withEachProxy() {
        return all().flatMap(row -> Stream.of(Arguments.of(row, true), Arguments.of(row, false)));
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
