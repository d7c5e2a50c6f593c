package io.featureflags.toggle;

import org.jspecify.annotations.Nullable;

/**
 * Refers to another bean that has legacy code, by name or by type.
 *
 * @param type type of the bean
 * @param name name of the bean; null if the type alone determines the bean
 */
record LegacyBeanReference(Class<?> type, @Nullable String name) {

    /** Returns the reference as messages show it, to follow the words "legacy bean". */
    @Override
    public String toString() {
        return name == null ? "of type " + type.getName() : "'" + name + "'";
    }
}
