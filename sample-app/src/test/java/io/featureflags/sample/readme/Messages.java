package io.featureflags.sample.readme;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import java.util.function.Consumer;

/** Messages that tell who sent them, in an application that has no requests. */
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
