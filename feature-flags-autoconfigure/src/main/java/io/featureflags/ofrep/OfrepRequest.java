package io.featureflags.ofrep;

import org.jspecify.annotations.Nullable;

/** A request, as either web stack has it. */
interface OfrepRequest {

    /** Returns the method, in capitals. */
    String method();

    /** Returns the path as the client sees it, encoded. */
    String path();

    /** Returns a header; null without it. Several headers of the name are joined with commas. */
    @Nullable
    String header(String name);

    /** Returns the first parameter of a name in the query, decoded; null without it. */
    @Nullable
    String parameter(String name);
}
