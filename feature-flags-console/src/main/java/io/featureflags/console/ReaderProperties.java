package io.featureflags.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of what readers of flags see, also on the endpoint.
 *
 * @param showUsers Who sees ids of users in flags. The console must be on the class path.
 */
@ConfigurationProperties("feature-flags")
public record ReaderProperties(@DefaultValue("writers") Readers showUsers) {

    /** Users who see ids. */
    public enum Readers {

        /** Users who may change flags. */
        WRITERS,

        /** All users who may read flags. */
        READERS
    }
}
