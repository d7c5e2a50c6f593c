package io.featureflags.benchmarks.call;

/** The methods of contenders whose new code is for a share of the users, with three sources of the user. */
public interface Offer {

    /**
     * The user is an argument.
     *
     * @param user the user
     * @return one of the answers
     */
    String byArgument(String user);

    /**
     * The user is in an argument, and found by an expression that is more than a path to it.
     *
     * @param order has the user
     * @return one of the answers
     */
    String bySpel(Order order);

    /**
     * The user is the one of this thread.
     *
     * @param user the same
     * @return one of the answers
     */
    String byProvider(String user);
}
