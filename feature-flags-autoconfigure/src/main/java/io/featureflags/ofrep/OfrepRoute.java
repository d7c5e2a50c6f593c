package io.featureflags.ofrep;

/** A path of the protocol, with the method that it supports. */
enum OfrepRoute {

    /** Evaluates one flag. */
    SINGLE("/ofrep/v1/evaluate/flags/{key}", "POST"),

    /** Evaluates all flags that the caller may evaluate. */
    BULK("/ofrep/v1/evaluate/flags", "POST"),

    /** Notifies of changes. */
    STREAM("/ofrep/v1/stream", "GET");

    /** Name of the variable of {@link #SINGLE}. */
    static final String KEY = "key";

    /** Order of the mappings: before those of the application, which may have one for all paths. */
    static final int ORDER = -120;

    private final String pattern;

    private final String method;

    OfrepRoute(String pattern, String method) {
        this.pattern = pattern;
        this.method = method;
    }

    String pattern() {
        return pattern;
    }

    String method() {
        return method;
    }
}
