package io.featureflags.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.system.ApplicationPid;
import org.springframework.core.env.Environment;

/** The name of this instance of the application, as the record of changes has it: {@code shop@host/4711}. */
final class InstanceName {

    private InstanceName() {}

    static String of(Environment environment) {
        return environment.getProperty("spring.application.name", "application") + "@" + host() + "/"
                + new ApplicationPid();
    }

    /** The name that a container has is told by its environment, without a name service. */
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
