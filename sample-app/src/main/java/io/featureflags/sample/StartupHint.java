package io.featureflags.sample;

import io.featureflags.autoconfigure.FeatureFlagsProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** Logs the address of the shop and commands that change a flag, when the shop is ready. */
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
    void logCommands() {
        String shop = "http://localhost:" + environment.getProperty("local.server.port");
        logger.info("""
                The shop is open:

                    %1$s/

                Change a flag with one of these commands, and watch the page:

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
