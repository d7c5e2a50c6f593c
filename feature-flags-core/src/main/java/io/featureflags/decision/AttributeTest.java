package io.featureflags.decision;

/**
 * The test of an {@link Operator} with fixed operands. It is called on each
 * evaluation and must not allocate, except to parse a date-time.
 */
@FunctionalInterface
interface AttributeTest {

    /** Never matches. */
    AttributeTest NONE = attribute -> false;

    /**
     * Returns whether an attribute matches.
     *
     * @param attribute value of an attribute that is present
     * @return whether it matches
     */
    boolean matches(Object attribute);
}
