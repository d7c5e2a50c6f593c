package io.featureflags.sample;

import io.featureflags.FlagName;
import io.featureflags.autoconfigure.FeatureFlagsProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Changes flags without redis-cli: the same SET and DEL. It requires no login, so the sample listens on this machine
 * only.
 */
@RestController
@RequestMapping(path = "/flags/{name}", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
class FlagController {

    private final StringRedisTemplate redis;

    private final String keyPrefix;

    FlagController(StringRedisTemplate redis, FeatureFlagsProperties properties) {
        this.redis = redis;
        this.keyPrefix = properties.redis().keyPrefix();
    }

    @PutMapping
    String set(@PathVariable String name, @RequestParam String value) {
        String key = key(name);
        redis.opsForValue().set(key, value);
        return "SET " + key + " " + value + "\n";
    }

    @DeleteMapping
    String delete(@PathVariable String name) {
        String key = key(name);
        redis.delete(key);
        return "DEL " + key + "\n";
    }

    private String key(String name) {
        if (!FlagName.isValid(name)) {
            throw new BadNameException();
        }
        return keyPrefix + name;
    }

    @ExceptionHandler(BadNameException.class)
    ResponseEntity<String> badName() {
        return answer(HttpStatus.BAD_REQUEST, "The name of a flag must match " + FlagName.GRAMMAR);
    }

    @ExceptionHandler(DataAccessException.class)
    ResponseEntity<String> noRedis() {
        return answer(HttpStatus.SERVICE_UNAVAILABLE, "Redis does not answer, so the flag stays as it is");
    }

    private static ResponseEntity<String> answer(HttpStatus status, String text) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(text + "\n");
    }

    private static final class BadNameException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
