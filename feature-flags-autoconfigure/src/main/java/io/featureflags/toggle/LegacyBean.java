package io.featureflags.toggle;

import org.jspecify.annotations.Nullable;

/**
 * Where legacy code is that is in another bean.
 *
 * @param type type of the bean
 * @param name name of the bean; null where the type says which it is
 */
record LegacyBean(Class<?> type, @Nullable String name) {

    @Override
    public String toString() {
        return name == null ? "of type " + type.getName() : "'" + name + "'";
    }
}
