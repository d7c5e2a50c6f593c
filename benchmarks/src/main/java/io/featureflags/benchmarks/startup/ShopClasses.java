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
 * The application whose start is measured: beans of as many classes, each with a method or two and the bean before it, found
 * by a component scan. Every fourth has a toggled method. It is written and compiled anew for each run, which spares the
 * project 200 files without a reader.
 */
final class ShopClasses {

    static final int BEANS = 200;

    static final int TOGGLED = 50;

    private static final int TOGGLED_EVERY = BEANS / TOGGLED;

    /** How often the main method starts the application, one after the other. */
    static final String STARTS = "shop.starts";

    /** What the main method wants of the first two toggled beans, one after the other. */
    static final String EXPECTED = "shop.expected";

    /** The class with the main method. */
    static final String MAIN = "shop.ShopApplication";

    /** What the main method prints before the nanoseconds. */
    static final String STARTED = "started in ns: ";

    /** Whether the beans that would be toggled get a proxy that does nothing. */
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

    private static final String APPLICATION = """
            package shop;

            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.SpringBootApplication;
            import org.springframework.context.ConfigurableApplicationContext;

            @SpringBootApplication
            public class ShopApplication {
                public static void main(String[] arguments) {
                    for (int start = 0; start < Integer.getInteger("%s"); start++) {
                        long began = System.nanoTime();
                        ConfigurableApplicationContext context = SpringApplication.run(ShopApplication.class, arguments);
                        long nanos = System.nanoTime() - began;
                        String work = context.getBean(Bean000.class).work("") + context.getBean(Bean004.class).work("");
                        if (!work.equals(context.getEnvironment().getProperty("%s"))) {
                            throw new IllegalStateException("the work was " + work);
                        }
                        System.out.println("%s" + nanos);
                        context.close();
                    }
                    System.exit(0);
                }
            }
            """.formatted(STARTS, EXPECTED, STARTED);

    private ShopClasses() {}

    /**
     * Compiles the application.
     *
     * @param classPath what it needs
     * @param folder where its classes go
     */
    static void compile(String classPath, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("This needs a JDK: a JRE has no compiler");
        }
        List<JavaFileObject> sources = new ArrayList<>();
        sources.add(new Source("ShopApplication", APPLICATION));
        sources.add(new Source("EmptyProxies", EMPTY_PROXIES));
        for (int number = 0; number < BEANS; number++) {
            sources.add(new Source(name(number), bean(number)));
        }
        List<String> options =
                List.of("-cp", classPath, "-d", folder.toString(), "-parameters", "-proc:none", "-implicit:none");
        StringWriter messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            if (!compiler.getTask(messages, files, null, options, null, sources).call()) {
                throw new IllegalStateException("The application does not compile: " + messages);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Name of the flag of a toggled bean.
     *
     * @param number from 0 to {@link #TOGGLED} less one
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

    /** A source file that is in no folder. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///shop/" + name + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
