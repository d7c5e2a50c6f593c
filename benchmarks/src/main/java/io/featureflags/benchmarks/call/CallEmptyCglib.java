package io.featureflags.benchmarks.call;

/** The least cost of an interceptor of Spring: one that does nothing, behind class proxies. */
public class CallEmptyCglib extends GreetingCalls {

    /** Creates the beans to call. */
    public CallEmptyCglib() {
        super(EmptyInterceptor.around(ToggledGreetings.bare(), true));
    }

    @Override
    boolean routes() {
        return false;
    }
}
