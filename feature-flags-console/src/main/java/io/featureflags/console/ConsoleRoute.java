package io.featureflags.console;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Route of the console, on both web stacks.
 *
 * @param handler name of the handler method, in the handler of either stack
 * @param path path below that of the endpoint
 * @param methods methods of HTTP
 * @param ofPage whether only the page sends the request: it extends a request of the endpoint
 */
record ConsoleRoute(String handler, String path, List<RequestMethod> methods, boolean ofPage) {

    /** Order of the mappings: before those of the endpoint, of which the first is -110. */
    static final int ORDER = -115;

    /** Path of the page. */
    static final String PAGE = "/-/console";

    /** Header by which the page marks its requests, also for the application's own filters. */
    static final String FROM_PAGE = "X-Requested-With=XMLHttpRequest";

    private static final List<RequestMethod> CHANGING =
            List.of(RequestMethod.POST, RequestMethod.DELETE, RequestMethod.PUT, RequestMethod.PATCH);

    static List<ConsoleRoute> all() {
        return List.of(
                get("redirect", PAGE),
                get("index", PAGE + "/"),
                get("me", PAGE + "/me"),
                get("file", PAGE + "/{name}"),
                new ConsoleRoute("change", PAGE + "/{name}", List.of(RequestMethod.POST), false),
                new ConsoleRoute("rejectMethod", PAGE, CHANGING, false),
                new ConsoleRoute("rejectMethod", PAGE + "/", CHANGING, false),
                new ConsoleRoute("rejectMethod", PAGE + "/{name}", CHANGING.subList(1, CHANGING.size()), false),
                new ConsoleRoute("list", "", List.of(RequestMethod.GET), true),
                new ConsoleRoute("flag", "/{name}", List.of(RequestMethod.GET), true));
    }

    private static ConsoleRoute get(String handler, String path) {
        return new ConsoleRoute(handler, path, List.of(RequestMethod.GET), false);
    }

    String[] headers() {
        return ofPage ? new String[] {FROM_PAGE} : new String[0];
    }

    String[] produces() {
        return ofPage ? new String[] {ConsoleResult.JSON} : new String[0];
    }

    Method handlerOf(Class<?> type) {
        return Objects.requireNonNull(ReflectionUtils.findMethod(type, handler, (Class<?>[]) null), handler);
    }
}
