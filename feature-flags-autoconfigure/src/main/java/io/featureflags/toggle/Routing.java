package io.featureflags.toggle;

import io.featureflags.Flag;
import org.aopalliance.intercept.MethodInterceptor;

/** How the calls of some toggled methods are routed. */
public abstract class Routing {

    Routing() {}

    abstract boolean supports(ToggleSpec spec);

    abstract MethodInterceptor of(ToggleSpec spec, Flag flag, LegacyRoute offPath, ToggleCalls calls);
}
