package io.featureflags;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Port: the values of many flags as one JSON document, such as <code>{"flags": {"checkout": "10%"}}</code>. A bean. What
 * {@link FeatureFlagAdmin#exportValues} gives becomes a document, and a document becomes what
 * {@link FeatureFlagAdmin#planImport} takes.
 */
public interface FlagDocuments {

    /** How many flags a document has at most, to be read. */
    int MAX_FLAGS = 10_000;

    /**
     * Writes a document, with one line for each flag.
     *
     * @param values the values as they stand in the store, by the names of the flags
     * @return the document, in the order of the values
     */
    String write(Map<String, String> values);

    /**
     * Reads a document. A value is a text as it is to stand in the store, or what such a text says in JSON: true, false or
     * an object. Null takes the value of a flag away. Names and values are not checked.
     *
     * @param document the document, with the field {@code flags} and no other
     * @return the values by the names of the flags, in the order of the document
     * @throws InvalidFlagImportException if it is no such document, or has more than {@value #MAX_FLAGS} flags
     */
    Map<String, @Nullable String> read(String document);
}
