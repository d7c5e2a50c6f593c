package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * Compares the results of the legacy code and the new code in the shadow runs of one flag. Each bean of this type serves
 * one flag; the start fails if two beans serve the same flag. Flags without a comparator use {@code Objects.deepEquals}, and
 * {@code compareTo} if both results are a {@code BigDecimal}.
 *
 * <p>Methods with several result types may share a flag: the comparator receives the results of all of them. It is called on
 * the thread of the shadow run, within its timeout, and only if both branches returned. An exception of the comparator
 * counts as a difference.
 */
public interface ShadowComparator {

    /**
     * Returns the flag whose results are compared.
     *
     * @return name of the flag
     */
    String flag();

    /**
     * Returns whether two results are the same for the purpose of the flag.
     *
     * @param legacy result of the legacy code
     * @param next result of the new code
     * @return false to count a difference
     */
    boolean same(@Nullable Object legacy, @Nullable Object next);
}
