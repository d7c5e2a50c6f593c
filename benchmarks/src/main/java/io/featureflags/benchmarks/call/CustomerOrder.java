package io.featureflags.benchmarks.call;

/**
 * An argument that contains the user.
 *
 * @param customer the user
 * @param number number of the order
 */
public record CustomerOrder(String customer, int number) {}
