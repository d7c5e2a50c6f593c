package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.redis.connection.ErrorReply;
import org.junit.jupiter.api.Test;

/** The size of each value is read first only after a session that broke while it read all flags. */
class SyncPhaseTests {

    private final Throwable cut = new IllegalStateException("The server closed the connection");

    @Test
    void usualSessionReadsValuesWithoutTheirSizes() {
        SyncPhase reading = SyncPhase.DISCONNECTED.opened();

        assertThat(reading).isEqualTo(SyncPhase.READING);
        assertThat(reading.readsSizesFirst()).isFalse();
        assertThat(reading.allRead()).isEqualTo(SyncPhase.CURRENT);
    }

    @Test
    void sessionAfterABrokenReadingReadsSizesFirst() {
        SyncPhase interrupted = SyncPhase.READING.failed(cut);

        assertThat(interrupted).isEqualTo(SyncPhase.BROKEN_WHILE_READING);
        assertThat(interrupted.opened().readsSizesFirst()).isTrue();
        assertThat(interrupted.opened().failed(cut)).isEqualTo(SyncPhase.BROKEN_WHILE_READING);
        assertThat(interrupted.opened().allRead().failed(cut)).isEqualTo(SyncPhase.DISCONNECTED);
    }

    @Test
    void errorReplyAndFailedConnectionAreNoSignOfALargeValue() {
        assertThat(SyncPhase.READING.failed(new ErrorReply("NOPERM"))).isEqualTo(SyncPhase.DISCONNECTED);
        assertThat(SyncPhase.BROKEN_WHILE_READING.failed(cut)).isEqualTo(SyncPhase.DISCONNECTED);
        assertThat(SyncPhase.CURRENT.failed(cut)).isEqualTo(SyncPhase.DISCONNECTED);
    }

    @Test
    void replacedSessionReadsLikeTheOneBefore() {
        assertThat(SyncPhase.CURRENT.closed()).isEqualTo(SyncPhase.DISCONNECTED);
        assertThat(SyncPhase.READING.closed()).isEqualTo(SyncPhase.DISCONNECTED);
        assertThat(SyncPhase.READING_SIZES_FIRST.closed()).isEqualTo(SyncPhase.BROKEN_WHILE_READING);
        assertThat(SyncPhase.BROKEN_WHILE_READING.closed()).isEqualTo(SyncPhase.BROKEN_WHILE_READING);
    }
}
