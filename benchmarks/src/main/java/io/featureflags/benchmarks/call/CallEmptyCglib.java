package io.featureflags.benchmarks.call;

/** The least cost of an interceptor of Spring: one that does nothing, behind class proxies. */
public class CallEmptyCglib extends GreetingCalls {

    /** Makes what is called. */
    public CallEmptyCglib() {
        super(EmptyInterceptor.around(Greetings.bare(), true));
    }

    @Override
    boolean routes() {
        return false;
    }
}
