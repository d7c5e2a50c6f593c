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

    private final ObjectProvider<ContextScopes> scopes;

    ScopedTestRestTemplates(
            ApplicationContext context,
            ObjectProvider<RestTemplateBuilder> builders,
            ObjectProvider<ContextScopes> scopes) {
        this.context = context;
        this.builders = builders;
        this.scopes = scopes;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof TestRestTemplate template)) {
            return bean;
        }
        if (!beanName.equals(OF_SPRING_BOOT)) {
            template.getRestTemplate().getInterceptors().add(new ScopeHeaderInterceptor(scopes.getObject()));
            return template;
        }
        boolean https = LocalTestWebServer.obtain(context).scheme() == LocalTestWebServer.Scheme.HTTPS;
        TestRestTemplate scoped = new TestRestTemplate(
                builders.getIfAvailable(RestTemplateBuilder::new)
                        .additionalInterceptors(new ScopeHeaderInterceptor(scopes.getObject())),
                null,
                null,
                https ? new HttpClientOption[] {HttpClientOption.SSL} : new HttpClientOption[0]);
        scoped.setUriTemplateHandler(template.getRestTemplate().getUriTemplateHandler());
        return scoped;
    }
}
