package io.featureflags.toggle;

import io.featureflags.text.BranchWords;
import org.jspecify.annotations.Nullable;

/**
 * Refers to another bean that has legacy code or the code of a variant, by name or by type.
 *
 * @param words the words for its code
 * @param type type of the bean
 * @param name name of the bean; null if the type alone determines the bean
 */
record BranchBean(
        BranchWords words, Class<?> type, @Nullable String name) {

    /** Returns the bean with its role, to follow the word "its". */
    String described() {
        return words.bean(toString());
    }

    /** Returns the bean without its role, to follow the word "bean". */
    @Override
    public String toString() {
        return name == null ? "of type " + type.getName() : "'" + name + "'";
    }
}
