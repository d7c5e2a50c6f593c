package io.featureflags.shadow;

import io.featureflags.spi.ShadowThread;

/** Thread of shadow runs. It inherits no thread locals, such as the login or the request of the call that started it. */
final class RunnerThread extends Thread implements ShadowThread {

    RunnerThread(Runnable task, String name, ClassLoader classLoader) {
        super(null, task, name, 0, false);
        setDaemon(true);
        setContextClassLoader(classLoader); // Without inheritance, later versions of Java use that of the system.
    }
}
