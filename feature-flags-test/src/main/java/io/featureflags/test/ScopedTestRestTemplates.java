package io.featureflags.test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.TestRestTemplate.HttpClientOption;
import org.springframework.boot.test.http.server.LocalTestWebServer;
import org.springframework.context.ApplicationContext;

/**
 * Lets {@code TestRestTemplate} send the scope of the test. That of Spring Boot is created once more, with an interceptor in
 * its builder: {@code withBasicAuth} and its like create copies from the builder.
 */
final class ScopedTestRestTemplates implements BeanPostProcessor {

    private static final String OF_SPRING_BOOT = TestRestTemplate.class.getName();

    private final ApplicationContext context;

    private final ObjectProvider<RestTemplateBuilder> builders;

    ScopedTestRestTemplates(ApplicationContext context, ObjectProvider<RestTemplateBuilder> builders) {
        this.context = context;
        this.builders = builders;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof TestRestTemplate template)) {
            return bean;
        }
        if (!beanName.equals(OF_SPRING_BOOT)) {
            template.getRestTemplate().getInterceptors().add(new ScopeHeaderInterceptor());
            return template;
        }
        boolean https = LocalTestWebServer.obtain(context).scheme() == LocalTestWebServer.Scheme.HTTPS;
        TestRestTemplate scoped = new TestRestTemplate(
                builders.getIfAvailable(RestTemplateBuilder::new).additionalInterceptors(new ScopeHeaderInterceptor()),
                null,
                null,
                https ? new HttpClientOption[] {HttpClientOption.SSL} : new HttpClientOption[0]);
        scoped.setUriTemplateHandler(template.getRestTemplate().getUriTemplateHandler());
        return scoped;
    }
}
