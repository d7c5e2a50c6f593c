package io.featureflags.shadow;

/**
 * Thread of shadow runs. It inherits no thread locals, such as the login or the request of the call that started it. Its class
 * shows that a call belongs to a shadow run.
 */
final class ShadowThread extends Thread {

    ShadowThread(Runnable task, String name, ClassLoader classLoader) {
        super(null, task, name, 0, false);
        setDaemon(true);
        setContextClassLoader(classLoader); // Without inheritance, later versions of Java use that of the system.
    }
}
