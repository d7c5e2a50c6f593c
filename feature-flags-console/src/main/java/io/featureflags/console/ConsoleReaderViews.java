package io.featureflags.console;

import io.featureflags.actuate.FlagView;
import io.featureflags.actuate.ReaderView;
import io.featureflags.actuate.ReaderViews;
import io.featureflags.spi.ShadowRuns;
import java.security.Principal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Views of readers of the endpoint and of the page.
 *
 * @param access decides who sees ids
 * @param texts reader of values
 * @param views views of flags, for their states
 * @param shadows shadow runs of this instance
 * @param clock clock for windows
 */
record ConsoleReaderViews(ConsoleAccess access, ValueTexts texts, FlagView views, ShadowRuns shadows, Clock clock)
        implements ReaderViews {

    @Override
    public ReaderView of(@Nullable Principal reader) {
        return new ConsoleReaderView(this, access.showsIds(reader), access.needsLogin(reader));
    }

    /** Returns the view of a user who may change flags. */
    ConsoleReaderView ofWriter() {
        return new ConsoleReaderView(this, true, false);
    }
}
