package io.featureflags.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that a reader accepts, and other words that people write for them. For a "did you mean" in a message. */
public final class KnownNames {

    private final Set<String> names;

    /** The name that a word stands for, by the word in small letters without {@code -} and {@code _}. */
    private final Map<String, String> meanings = new HashMap<>();

    /**
     * Creates the names, without other words.
     *
     * @param names the names, in the order that decides between equally near ones
     */
    public KnownNames(Collection<String> names) {
        this.names = new LinkedHashSet<>(names);
    }

    /**
     * Adds words that stand for a name.
     *
     * @param name one of the names
     * @param words the words, separated by spaces; case, {@code -} and {@code _} are ignored
     * @return these names
     */
    public KnownNames with(String name, String words) {
        List.of(words.split(" ")).forEach(word -> meanings.put(NearestName.fold(word), name));
        return this;
    }

    /**
     * Returns the name that was probably meant.
     *
     * @param written a name that may be misspelt
     * @return the name of which {@code written} is another word or a misspelling; null for a name that is known, or
     *     that is near none
     */
    public @Nullable String meantBy(String written) {
        if (names.contains(written)) {
            return null;
        }
        String meaning = meanings.get(NearestName.fold(written));
        return meaning != null ? meaning : NearestName.find(written, names);
    }
}
