package io.featureflags.matrix;

import io.featureflags.matrix.MatrixBeans.Configured;
import io.featureflags.matrix.MatrixBeans.Hidden;
import io.featureflags.matrix.MatrixBeans.HiddenRouted;
import io.featureflags.matrix.MatrixBeans.Inheriting;
import io.featureflags.matrix.MatrixBeans.Injected;
import io.featureflags.matrix.MatrixBeans.Other;
import io.featureflags.matrix.MatrixBeans.Plain;
import io.featureflags.matrix.MatrixBeans.ProductFactory;
import io.featureflags.matrix.MatrixBeans.Routed;
import io.featureflags.matrix.MatrixBeans.Transacted;
import io.featureflags.matrix.SignatureBeans.CallFunction;
import io.featureflags.matrix.SignatureBeans.Checked;
import io.featureflags.matrix.SignatureBeans.Defaulted;
import io.featureflags.matrix.SignatureBeans.Defaulting;
import io.featureflags.matrix.SignatureBeans.Failing;
import io.featureflags.matrix.SignatureBeans.Handler;
import io.featureflags.matrix.SignatureBeans.LaterFunction;
import io.featureflags.matrix.SignatureBeans.Numbers;
import io.featureflags.matrix.SignatureBeans.Primitives;
import io.featureflags.matrix.SignatureBeans.TextHandler;
import io.featureflags.matrix.SignatureBeans.Varargs;
import io.featureflags.matrix.SignatureBeans.Variable;
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
@SuppressWarnings("FutureReturnValueIgnored") // Callers get the futures.
enum BeanShape {
    PLAIN {
        @Override
        void register(GenericApplicationContext context, Interception interception) {
            context.registerBean("bean", Plain.class, () -> new Plain(new Branches("bean")));
        }
    },
    TRANSACTIONAL {
        @Override
        void register(GenericApplicationContext context, Interception interception) {
            new AnnotatedBeanDefinitionReader(context).register(Transactions.class);
            context.registerBean("bean", Transacted.class, () -> new Transacted(new Branches("bean")));
        }
    },
    PRIMARY_AND_QUALIFIER {
        @Override
        void register(GenericApplicationContext context, Interception interception) {
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
        void register(GenericApplicationContext context, Interception interception) {
            context.registerBean("one", Plain.class, () -> new Plain(new Branches("one")));
            context.registerBean("two", Other.class, () -> new Other(new Branches("two")));
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            Routed two = context.getBean("two", Routed.class);
            return List.of(
                    routed(context.getBean("one", Routed.class)),
                    Subject.of(two, MatrixBeans.OTHER_FLAG, two::call, two::later));
        }
    },
    GENERIC_INTERFACE {
        @Override
        void register(GenericApplicationContext context, Interception interception) {
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
        void register(GenericApplicationContext context, Interception interception) {
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
        void register(GenericApplicationContext context, Interception interception) {
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
        void register(GenericApplicationContext context, Interception interception) {
            context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
            RootBeanDefinition definition =
                    new RootBeanDefinition(Plain.class, "thread", () -> new Plain(new Branches("bean")));
            BeanDefinitionHolder proxy = ScopedProxyUtils.createScopedProxy(
                    new BeanDefinitionHolder(definition, "bean"), context, interception != Interception.JDK);
            context.registerBeanDefinition("bean", proxy.getBeanDefinition());
        }
    },
    FACTORY_PRODUCT {
        @Override
        void register(GenericApplicationContext context, Interception interception) {
            // Behind a JDK proxy the product is not of its class, so that the factory must declare the interface.
            Class<?> type = interception == Interception.JDK ? Routed.class : Plain.class;
            context.registerBean("bean", ProductFactory.class, () -> new ProductFactory(type));
        }
    },
    CONFIGURATION_CLASS {
        @Override
        void register(GenericApplicationContext context, Interception interception) {
            new AnnotatedBeanDefinitionReader(context).registerBean(Configured.class, "bean");
        }

        // Spring always creates class proxies for configuration classes, regardless of the property.
        @Override
        Interception actual(Interception requested) {
            return requested == Interception.JDK ? Interception.CGLIB : requested;
        }
    },
    FUNCTIONAL_INTERFACE {
        @Override
        void register(GenericApplicationContext context, Interception interception) {
            Branches branches = new Branches("bean");
            context.registerBean("bean", CallFunction.class, () -> new CallFunction(branches));
            context.registerBean("later", LaterFunction.class, () -> new LaterFunction(branches));
        }

        @Override
        @SuppressWarnings("unchecked")
        List<Subject> subjects(ApplicationContext context) {
            Function<String, String> call = context.getBean("bean", Function.class);
            Function<String, CompletableFuture<String>> later = context.getBean("later", Function.class);
            return List.of(Subject.of((MatrixBeans.Branched) call, call::apply, later::apply));
        }
    },
    INHERITED_METHOD {
        @Override
        void register(GenericApplicationContext context, Interception interception) {
            context.registerBean("bean", Inheriting.class, () -> new Inheriting(new Branches("bean")));
        }
    },
    DEFAULT_METHOD {
        @Override
        void register(GenericApplicationContext context, Interception interception) {
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
        void register(GenericApplicationContext context, Interception interception) {
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
        void register(GenericApplicationContext context, Interception interception) {
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
        void register(GenericApplicationContext context, Interception interception) {
            Branches branches = new Branches("bean", new IOException("new"), new IOException("legacy"));
            context.registerBean("bean", Checked.class, () -> new Checked(branches));
        }

        @Override
        List<Subject> subjects(ApplicationContext context) {
            Failing bean = context.getBean("bean", Failing.class);
            return List.of(Subject.of(bean, bean::call, bean::later));
        }
    };

    abstract void register(GenericApplicationContext context, Interception interception);

    List<Subject> subjects(ApplicationContext context) {
        return List.of(routed(context.getBean("bean", Routed.class)));
    }

    /** Returns the interception that the bean gets if the application requests the given one. */
    Interception actual(Interception requested) {
        return requested;
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
