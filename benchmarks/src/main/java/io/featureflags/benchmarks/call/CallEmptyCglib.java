package io.featureflags.benchmarks.call;

/** The least that an interceptor of Spring costs: one that does nothing, behind class proxies. */
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
