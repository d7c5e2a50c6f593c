package io.featureflags.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration;

/** The shop. Without any {@code spring.data.redis.*} property it starts its own Redis. */
// The shop has no repositories, and starts faster without searching for them.
@SpringBootApplication(exclude = DataRedisRepositoriesAutoConfiguration.class)
public class SampleApplication {

    /**
     * Starts the shop.
     *
     * @param args properties of Spring Boot, such as {@code --server.port=0}
     */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(SampleApplication.class);
        application.addListeners(new EmbeddedRedisStarter());
        application.run(args);
    }
}
