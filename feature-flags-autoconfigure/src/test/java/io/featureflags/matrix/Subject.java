package io.featureflags.matrix;

import io.featureflags.matrix.Beans.Branched;

/**
 * A bean as a caller has it.
 *
 * @param bean what the caller has
 * @param branches what is behind it
 * @param flag name of its flag
 * @param call calls its method that answers at once
 * @param later calls its method that answers later
 */
record Subject(Object bean, Branches branches, String flag, Call call, Call later) {

    static Subject of(Branched bean, Call call, Call later) {
        return of(bean, Beans.FLAG, call, later);
    }

    static Subject of(Branched bean, String flag, Call call, Call later) {
        return new Subject(bean, bean.branches(), flag, call, later);
    }

    @FunctionalInterface
    interface Call {

        Object with(String argument) throws Throwable;
    }
}
