package io.featureflags.matrix;

import io.featureflags.matrix.MatrixBeans.Branched;

/**
 * A bean as its callers have it.
 *
 * @param bean the bean, or its proxy
 * @param branches the branches of the bean
 * @param flag name of the flag
 * @param call calls the synchronous method
 * @param later calls the method that returns a future
 */
record Subject(Object bean, Branches branches, String flag, Call call, Call later) {

    static Subject of(Branched bean, Call call, Call later) {
        return of(bean, MatrixBeans.FLAG, call, later);
    }

    static Subject of(Branched bean, String flag, Call call, Call later) {
        return new Subject(bean, bean.branches(), flag, call, later);
    }

    @FunctionalInterface
    interface Call {

        Object with(String argument) throws Throwable;
    }
}
