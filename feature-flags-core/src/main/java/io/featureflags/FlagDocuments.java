package io.featureflags;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Port: converts the values of many flags to one JSON document and back. An example of a document is
 * <code>{"flags": {"checkout": "10%"}}</code>. A bean. {@link FeatureFlagAdmin#exportValues} returns the values to
 * write, and {@link FeatureFlagAdmin#planImport} accepts the values that were read.
 */
public interface FlagDocuments {

    /** Maximum number of flags in a document to read. */
    int MAX_FLAGS = 10_000;

    /**
     * Writes a document, with one line per flag.
     *
     * @param values values as in the store, by name of the flag
     * @return the document, in the order of the values
     */
    String write(Map<String, String> values);

    /**
     * Reads a document. A flag's value is the text to store, or its JSON equivalent: true, false or an object. A null
     * value removes the value of the flag. Names and values are not validated.
     *
     * @param document a JSON object with the single field {@code flags}
     * @return the values by name of the flag, in the order of the document
     * @throws InvalidFlagImportException if the document is malformed or has more than {@value #MAX_FLAGS} flags
     */
    Map<String, @Nullable String> read(String document);
}
