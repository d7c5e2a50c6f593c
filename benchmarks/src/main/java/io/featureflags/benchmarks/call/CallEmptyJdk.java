package io.featureflags.benchmarks.call;

/** The least cost of an interceptor of Spring: one that does nothing, behind proxies of the interface. */
public class CallEmptyJdk extends GreetingCalls {

    /** Creates the beans to call. */
    public CallEmptyJdk() {
        super(EmptyInterceptor.around(ToggledGreetings.bare(), false));
    }

    @Override
    boolean routes() {
        return false;
    }
}
