package io.featureflags.benchmarks.call;

/** The least cost of an interceptor of Spring: one that does nothing, behind proxies of the interface. */
public class CallEmptyJdk extends GreetingCalls {

    /** Makes what is called. */
    public CallEmptyJdk() {
        super(EmptyInterceptor.around(Greetings.bare(), false));
    }

    @Override
    boolean routes() {
        return false;
    }
}
