package io.featureflags.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Health, where Spring Boot's is there. By itself, since the other condition is one of Spring Boot's health. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
@Import(FlagHealthIndicatorConfiguration.class)
class FlagHealthConfiguration {}
