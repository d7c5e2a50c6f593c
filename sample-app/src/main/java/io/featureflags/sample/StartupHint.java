package io.featureflags.sample;

import io.featureflags.autoconfigure.FeatureFlagsProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** Says, once the shop is open, where it is and how to flip a flag: lines to copy. */
@Component
class StartupHint {

    private static final Log logger = LogFactory.getLog(StartupHint.class);

    private final Environment environment;

    private final LettuceConnectionFactory redis;

    private final String key;

    StartupHint(Environment environment, LettuceConnectionFactory redis, FeatureFlagsProperties properties) {
        this.environment = environment;
        this.redis = redis;
        this.key = properties.redis().keyPrefix() + "new_checkout_flow";
    }

    @EventListener(ApplicationReadyEvent.class)
    void sayHowToFlip() {
        String shop = "http://localhost:" + environment.getProperty("local.server.port");
        logger.info("""
                The shop is open. Look at it here:

                    %1$s/

                Flip a flag by either of these, and look again:

                    %2$s SET %3$s true
                    curl -X PUT '%1$s/flags/new_checkout_flow?value=true'
                """.formatted(shop, redisCli(), key));
    }

    private String redisCli() {
        boolean here =
                redis.getHostName().equals("localhost") || redis.getHostName().equals("127.0.0.1");
        return "redis-cli" + (here ? "" : " -h " + redis.getHostName()) + " -p " + redis.getPort()
                + (redis.getDatabase() == 0 ? "" : " -n " + redis.getDatabase());
    }
}
