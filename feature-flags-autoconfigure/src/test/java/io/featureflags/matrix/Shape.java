package io.featureflags.matrix;

import io.featureflags.matrix.Beans.CallFunction;
import io.featureflags.matrix.Beans.Checked;
import io.featureflags.matrix.Beans.Configured;
import io.featureflags.matrix.Beans.Defaulted;
import io.featureflags.matrix.Beans.Defaulting;
import io.featureflags.matrix.Beans.Failing;
import io.featureflags.matrix.Beans.Handler;
import io.featureflags.matrix.Beans.Hidden;
import io.featureflags.matrix.Beans.HiddenRouted;
import io.featureflags.matrix.Beans.Inheriting;
import io.featureflags.matrix.Beans.Injected;
import io.featureflags.matrix.Beans.LaterFunction;
import io.featureflags.matrix.Beans.Numbers;
import io.featureflags.matrix.Beans.Other;
import io.featureflags.matrix.Beans.Plain;
import io.featureflags.matrix.Beans.Primitives;
import io.featureflags.matrix.Beans.ProductFactory;
import io.featureflags.matrix.Beans.Routed;
import io.featureflags.matrix.Beans.TextHandler;
import io.featureflags.matrix.Beans.Transacted;
import io.featureflags.matrix.Beans.Varargs;
import io.featureflags.matrix.Beans.Variable;
import io.featureflags.testing.RecordingTransactions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A kind of bean: how it is declared, and how callers get it. */
@SuppressWarnings("FutureReturnValueIgnored") // The futures are what callers get.
enum Shape {
    PLAIN {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.registerBean("bean", Plain.class, () -> new Plain(new Branches("bean")));
        }
    },
    TRANSACTIONAL {
        @Override
        void register(GenericApplicationContext context, Way way) {
            new AnnotatedBeanDefinitionReader(context).register(Transactions.class);
            context.registerBean("bean", Transacted.class, () -> new Transacted(new Branches("bean")));
        }
    },
    PRIMARY_AND_QUALIFIER {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.registerBean(
                    "first", Plain.class, () -> new Plain(new Branches("first")), bean -> bean.setPrimary(true));
            context.registerBean(
                    "second",
                    Plain.class,
                    () -> new Plain(new Branches("second")),
                    bean -> ((AbstractBeanDefinition) bean)
                            .addQualifier(new AutowireCandidateQualifier(Qualifier.class, "other")));
            context.registerBean(Injected.class);
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            Injected injected = context.getBean(Injected.class);
            return List.of(routed(injected.primary), routed(injected.other));
        }
    },
    TWO_IMPLEMENTATIONS {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.registerBean("one", Plain.class, () -> new Plain(new Branches("one")));
            context.registerBean("two", Other.class, () -> new Other(new Branches("two")));
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            Routed two = context.getBean("two", Routed.class);
            return List.of(
                    routed(context.getBean("one", Routed.class)),
                    Subject.of(two, Beans.OTHER_FLAG, two::call, two::later));
        }
    },
    GENERIC_INTERFACE {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.registerBean("bean", TextHandler.class, () -> new TextHandler(new Branches("bean")));
        }

        @Override
        @SuppressWarnings("unchecked")
        List<Subject> subjects(ApplicationContext context) {
            Handler<String> bean = context.getBean("bean", Handler.class);
            return List.of(Subject.of(bean, bean::call, bean::later));
        }
    },
    PACKAGE_PRIVATE_CLASS {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.registerBean("bean", Hidden.class, () -> new Hidden(new Branches("bean")));
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            HiddenRouted bean = context.getBean("bean", HiddenRouted.class);
            return List.of(Subject.of(bean, bean::call, bean::later));
        }
    },
    PROTOTYPE {
        @Override
        void register(GenericApplicationContext context, Way way) {
            AtomicInteger made = new AtomicInteger();
            context.registerBean(
                    "bean",
                    Plain.class,
                    () -> new Plain(new Branches("bean " + made.incrementAndGet())),
                    bean -> bean.setScope("prototype"));
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            return List.of(
                    routed(context.getBean("bean", Routed.class)), routed(context.getBean("bean", Routed.class)));
        }
    },
    SCOPED_PROXY {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
            RootBeanDefinition definition =
                    new RootBeanDefinition(Plain.class, "thread", () -> new Plain(new Branches("bean")));
            BeanDefinitionHolder proxy = ScopedProxyUtils.createScopedProxy(
                    new BeanDefinitionHolder(definition, "bean"), context, way != Way.JDK);
            context.registerBeanDefinition("bean", proxy.getBeanDefinition());
        }
    },
    FACTORY_PRODUCT {
        @Override
        void register(GenericApplicationContext context, Way way) {
            // A factory that names the class of what a JDK proxy hides names a type that its product is not.
            Class<?> type = way == Way.JDK ? Routed.class : Plain.class;
            context.registerBean("bean", ProductFactory.class, () -> new ProductFactory(type));
        }
    },
    CONFIGURATION_CLASS {
        @Override
        void register(GenericApplicationContext context, Way way) {
            new AnnotatedBeanDefinitionReader(context).registerBean(Configured.class, "bean");
        }

        // Spring keeps the class of configurations whatever the property says.
        @Override
        Way actual(Way wanted) {
            return wanted == Way.JDK ? Way.CGLIB : wanted;
        }
    },
    FUNCTIONAL_INTERFACE {
        @Override
        void register(GenericApplicationContext context, Way way) {
            Branches branches = new Branches("bean");
            context.registerBean("bean", CallFunction.class, () -> new CallFunction(branches));
            context.registerBean("later", LaterFunction.class, () -> new LaterFunction(branches));
        }

        @Override
        @SuppressWarnings("unchecked")
        List<Subject> subjects(ApplicationContext context) {
            Function<String, String> call = context.getBean("bean", Function.class);
            Function<String, CompletableFuture<String>> later = context.getBean("later", Function.class);
            return List.of(Subject.of((Beans.Branched) call, call::apply, later::apply));
        }
    },
    INHERITED_METHOD {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.registerBean("bean", Inheriting.class, () -> new Inheriting(new Branches("bean")));
        }
    },
    DEFAULT_METHOD {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.registerBean("bean", Defaulted.class, () -> new Defaulted(new Branches("bean")));
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            Defaulting bean = context.getBean("bean", Defaulting.class);
            return List.of(Subject.of(bean, bean::call, bean::later));
        }
    },
    VARARGS {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.registerBean("bean", Varargs.class, () -> new Varargs(new Branches("bean")));
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            Variable bean = context.getBean("bean", Variable.class);
            return List.of(Subject.of(
                    bean, argument -> bean.call(argument, "x", "y"), argument -> bean.later(argument, "x", "y")));
        }
    },
    PRIMITIVE_ARGUMENTS {
        @Override
        void register(GenericApplicationContext context, Way way) {
            context.registerBean("bean", Primitives.class, () -> new Primitives(new Branches("bean")));
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            Numbers bean = context.getBean("bean", Numbers.class);
            return List.of(Subject.of(
                    bean,
                    argument -> bean.call(argument, 1, 2, true, 'c', 4.5),
                    argument -> bean.later(argument, 1, 2, true, 'c', 4.5)));
        }
    },
    CHECKED_EXCEPTIONS {
        @Override
        void register(GenericApplicationContext context, Way way) {
            Branches branches = new Branches("bean", new IOException("new"), new IOException("legacy"));
            context.registerBean("bean", Checked.class, () -> new Checked(branches));
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            Failing bean = context.getBean("bean", Failing.class);
            return List.of(Subject.of(bean, bean::call, bean::later));
        }
    };

    abstract void register(GenericApplicationContext context, Way way);

    List<Subject> subjects(ApplicationContext context) {
        return List.of(routed(context.getBean("bean", Routed.class)));
    }

    /** What is around the bean where the application wants the other. */
    Way actual(Way wanted) {
        return wanted;
    }

    private static Subject routed(Routed bean) {
        return Subject.of(bean, bean::call, bean::later);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {

        @Bean
        RecordingTransactions transactionManager() {
            return new RecordingTransactions();
        }
    }
}
