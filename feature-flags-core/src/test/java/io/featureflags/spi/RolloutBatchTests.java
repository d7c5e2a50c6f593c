package io.featureflags.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.decision.Percentage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutBatchTests {

    @Test
    void batchDoesNotChangeWithItsSources() {
        List<Integer> failed = new ArrayList<>(List.of(1));
        Map<Integer, Long> ruler = new HashMap<>(Map.of(40, 2L));
        RolloutBatch.Path path = new RolloutBatch.Path(3, failed, List.of());
        RolloutBatch batch = new RolloutBatch("sender", 1, "shop", "1%", new Percentage(1000), path, path, ruler);
        failed.clear();
        ruler.clear();
        assertThat(batch.newCode().failed()).containsExactly(1);
        assertThat(batch.ruler()).containsEntry(40, 2L);
    }
}
