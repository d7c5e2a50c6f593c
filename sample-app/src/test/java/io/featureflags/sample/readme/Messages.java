package io.featureflags.sample.readme;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import java.util.function.Consumer;

/** Processes messages in an application without web requests. Each message has its sender. */
class Messages {

    private final Consumer<Message> orders;

    Messages(Consumer<Message> orders) {
        this.orders = orders;
    }

    void receive(Message message) {
        BoundContext.run(EvaluationContext.of(message.customer()), () -> orders.accept(message));
    }

    record Message(String customer) {}
}
