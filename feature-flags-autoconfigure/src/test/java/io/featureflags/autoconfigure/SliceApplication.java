package io.featureflags.autoconfigure;

import io.featureflags.FeatureToggle;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** An application for slices of Spring Boot. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(SliceApplication.Parcels.class)
class SliceApplication {

    /** A bean that every slice imports. */
    @Controller
    static class Parcels {

        @GetMapping("/route")
        @ResponseBody
        @QueryMapping
        @FeatureToggle(value = "drone_delivery", fallback = "byVan")
        public String route() {
            return "drone";
        }

        String byVan() {
            return "van";
        }

        @GetMapping("/pickup")
        @ResponseBody
        @QueryMapping
        @FeatureToggle("locker_pickup")
        public String pickup() {
            return "locker";
        }

        @GetMapping("/stamp")
        @ResponseBody
        @QueryMapping
        @FeatureToggle(value = "digital_stamp", fallback = "paper", enabledByDefault = true)
        public String stamp() {
            return "digital";
        }

        String paper() {
            return "paper";
        }
    }
}
