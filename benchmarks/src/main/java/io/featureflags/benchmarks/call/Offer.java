package io.featureflags.benchmarks.call;

/** The methods of contenders whose new code runs for a share of the users, with three sources of the user. */
public interface Offer {

    /**
     * Takes the user from an argument.
     *
     * @param user the user
     * @return one of the answers
     */
    String byArgument(String user);

    /**
     * Takes the user from a property of an argument, by an expression that needs SpEL.
     *
     * @param order the order of the user
     * @return one of the answers
     */
    String bySpel(CustomerOrder order);

    /**
     * Takes the user from a provider, which reads the user of the thread.
     *
     * @param user the same user
     * @return one of the answers
     */
    String byProvider(String user);
}
