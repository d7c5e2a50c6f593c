package io.featureflags.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.system.ApplicationPid;
import org.springframework.core.env.Environment;

/** The name of this instance of the application in audit entries: {@code shop@host/4711}. */
final class InstanceName {

    private InstanceName() {}

    static String of(Environment environment) {
        return environment.getProperty("spring.application.name", "application") + "@" + host() + "/"
                + new ApplicationPid();
    }

    /** Returns the host name. A container has it in its environment, so that no name service is needed. */
    private static String host() {
        String named = System.getenv("HOSTNAME");
        if (named != null) {
            return named;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException ex) {
            return "unknown";
        }
    }
}
