package io.featureflags.openfeature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.Value;
import io.featureflags.testing.SettableStore;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Longs, which clients have since version 1.22 of the SDK. */
class LongValueTests {

    private final SettableStore store = new SettableStore();

    @Test
    void clientsGetLongsExactly() {
        store.set("most", "{\"enabled\":true,\"variants\":[{\"name\":\"v\",\"value\":9223372036854775807}]}");
        store.set("over", "{\"enabled\":true,\"variants\":[{\"name\":\"v\",\"value\":9223372036854775808}]}");
        try (ConfigurableApplicationContext context = Applications.isolated(store)) {
            Client client = context.getBean(Client.class);

            assertThat(client.getLongValue("most", 0L)).isEqualTo(Long.MAX_VALUE);
            assertThat(client.getLongDetails("over", Long.MIN_VALUE).getValue()).isEqualTo(Long.MIN_VALUE);
            assertThat(client.getLongDetails("over", 0L).getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        }
    }

    @Test
    void rulesCompareLongsOfContextsExactly() {
        store.set(
                "vip",
                "{\"rules\":[{\"if\":[{\"attribute\":\"id\",\"operator\":\"in\",\"values\":[9007199254740993]}]}]}");
        try (ConfigurableApplicationContext context = Applications.isolated(store)) {
            Client client = context.getBean(Client.class);

            for (long id : new long[] {9007199254740992L, 9007199254740993L}) {
                assertThat(client.getBooleanValue("vip", false, new ImmutableContext("a", Map.of("id", new Value(id)))))
                        .isEqualTo(id == 9007199254740993L);
            }
        }
    }
}
