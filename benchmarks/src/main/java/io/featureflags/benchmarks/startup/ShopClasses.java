package io.featureflags.benchmarks.startup;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The application whose start is measured: 200 beans of 200 classes, found by a component scan. Each depends on the bean
 * before it, and every fourth has a toggled method. The sources are generated and compiled for each run, so that the
 * project does not need 200 files.
 */
final class ShopClasses {

    static final int BEANS = 200;

    static final int TOGGLED = 50;

    private static final int TOGGLED_EVERY = BEANS / TOGGLED;

    /** The system property with the number of starts, which the main method does one after the other. */
    static final String STARTS = "shop.starts";

    /** The property with the expected answers of the first two toggled beans, in one text. */
    static final String EXPECTED = "shop.expected";

    /** The class with the main method. */
    static final String MAIN = "shop.ShopApplication";

    /** The text that the main method prints before the nanoseconds of a start. */
    static final String STARTED = "started in ns: ";

    /** The property for an empty proxy around each bean that would be toggled. */
    static final String PROXIES = "shop.proxies";

    private static final String EMPTY_PROXIES = """
            package shop;

            import org.aopalliance.intercept.MethodInterceptor;
            import org.aopalliance.intercept.MethodInvocation;
            import org.springframework.aop.framework.ProxyFactory;
            import org.springframework.beans.factory.config.BeanPostProcessor;
            import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
            import org.springframework.stereotype.Component;
            import org.springframework.util.ReflectionUtils;

            @Component
            @ConditionalOnProperty("%s")
            public class EmptyProxies implements BeanPostProcessor {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    Class<?> type = bean.getClass();
                    if (!type.getPackageName().equals("shop")
                            || ReflectionUtils.findMethod(type, "legacyWork", String.class) == null) {
                        return bean;
                    }
                    ProxyFactory factory = new ProxyFactory(bean);
                    factory.setProxyTargetClass(true);
                    factory.addAdvice((MethodInterceptor) MethodInvocation::proceed);
                    return factory.getProxy();
                }
            }
            """.formatted(PROXIES);

    /** The system property with the port of Redis, if the main method asks it. */
    static final String ASKED_PORT = "shop.asked-port";

    /** Asks like an application that reads one value at its start, and goes on without an answer. */
    private static final String QUESTION = """
            package shop;

            import io.lettuce.core.ClientOptions;
            import io.lettuce.core.RedisClient;
            import io.lettuce.core.RedisConnectionException;
            import io.lettuce.core.RedisURI;
            import io.lettuce.core.codec.StringCodec;
            import io.lettuce.core.protocol.ProtocolVersion;
            import java.util.concurrent.TimeUnit;

            final class Question {
                static void ask(int port) throws Exception {
                    RedisClient client = RedisClient.create(RedisURI.create("redis://127.0.0.1:" + port));
                    client.setOptions(ClientOptions.builder()
                            .protocolVersion(ProtocolVersion.RESP3)
                            .autoReconnect(false)
                            .build());
                    try {
                        client.connect(StringCodec.UTF8).async().get("feature:shop_0").get(5, TimeUnit.SECONDS);
                    } catch (RedisConnectionException ex) {
                        // No server listens there.
                    }
                }
            }
            """;

    private static final String APPLICATION = """
            package shop;

            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.SpringBootApplication;
            import org.springframework.context.ConfigurableApplicationContext;

            @SpringBootApplication
            public class ShopApplication {
                public static void main(String[] arguments) throws Exception {
                    Integer asked = Integer.getInteger("%s");
                    for (int start = 0; start < Integer.getInteger("%s"); start++) {
                        long began = System.nanoTime();
                        if (asked != null) {
                            Question.ask(asked);
                        }
                        ConfigurableApplicationContext context = SpringApplication.run(ShopApplication.class, arguments);
                        long nanos = System.nanoTime() - began;
                        String work = context.getBean(Bean000.class).work("") + context.getBean(Bean004.class).work("");
                        if (!work.equals(context.getEnvironment().getProperty("%s"))) {
                            throw new IllegalStateException("Wrong answers: " + work);
                        }
                        System.out.println("%s" + nanos);
                        context.close();
                    }
                    System.exit(0);
                }
            }
            """.formatted(ASKED_PORT, STARTS, EXPECTED, STARTED);

    private ShopClasses() {}

    /**
     * Compiles the application to a jar: archives of classes leave out folders.
     *
     * @param variant the variant, with its class path and that of the annotation processor
     * @param folder contains the jar
     */
    static void compile(Variant variant, Path folder) {
        Path classes = folder.resolve(variant.jar() + ".classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("There is no compiler. Run this with a JDK instead of a JRE");
        }
        List<JavaFileObject> sources = new ArrayList<>();
        sources.add(new InMemorySource("ShopApplication", APPLICATION));
        sources.add(new InMemorySource("EmptyProxies", EMPTY_PROXIES));
        sources.add(new InMemorySource("Question", QUESTION));
        for (int number = 0; number < BEANS; number++) {
            sources.add(new InMemorySource(name(number), bean(number)));
        }
        List<String> options = new ArrayList<>(
                List.of("-cp", variant.classPath(), "-d", classes.toString(), "-parameters", "-implicit:none"));
        options.addAll(
                variant.processorPath().isEmpty()
                        ? List.of("-proc:none")
                        : List.of("-processorpath", variant.processorPath()));
        StringWriter messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            if (!compiler.getTask(messages, files, null, options, null, sources).call()) {
                throw new IllegalStateException("The application does not compile: " + messages);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        String jar = folder.resolve(variant.jar()).toString();
        int status = java.util.spi.ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar, "-C", classes.toString(), ".");
        if (status != 0) {
            throw new IllegalStateException("There is no " + jar);
        }
    }

    /**
     * Returns the name of the flag of a toggled bean.
     *
     * @param number from 0 to {@link #TOGGLED} - 1
     * @return the name
     */
    static String flag(int number) {
        return "shop_" + number;
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "Bean%03d", number);
    }

    private static String bean(int number) {
        String name = name(number);
        String before = number == 0 ? "" : "private final " + name(number - 1) + " before;";
        String constructor =
                number == 0 ? "" : "public %s(%s before) { this.before = before; }".formatted(name, name(number - 1));
        boolean toggled = number % TOGGLED_EVERY == 0;
        String annotation = toggled
                ? "@io.featureflags.FeatureToggle(value = \"%s\", fallback = \"legacyWork\")"
                        .formatted(flag(number / TOGGLED_EVERY))
                : "";
        String legacy = toggled ? "String legacyWork(String order) { return \"legacy\" + order; }" : "";
        return """
                package shop;

                @org.springframework.stereotype.Component
                public class %s {
                    %s
                    %s
                    %s
                    public String work(String order) { return "new" + order; }
                    %s
                }
                """.formatted(name, before, constructor, annotation, legacy);
    }

    /** A source file in memory. */
    private static final class InMemorySource extends SimpleJavaFileObject {

        private final String text;

        InMemorySource(String name, String text) {
            super(URI.create("string:///shop/" + name + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
