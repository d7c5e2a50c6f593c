package io.featureflags.benchmarks.call;

/**
 * An argument with a user in it.
 *
 * @param customer the user
 * @param number number of the order
 */
public record Order(String customer, int number) {}
