package io.featureflags.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The log lines of all loggers from INFO on. */
public final class LogLines implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {

        @Override
        protected synchronized void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
                super.append(event);
            }
        }
    };

    private LogLines() {
        appender.start();
        root.addAppender(appender);
    }

    public static LogLines begin() {
        return new LogLines();
    }

    public List<String> all() {
        return of("");
    }

    /**
     * Returns the lines of a package's loggers, without changes of flags: each has a line, which reports no problem.
     */
    public List<String> of(String logger) {
        return List.copyOf(appender.list).stream()
                .filter(event -> event.getLoggerName().startsWith(logger))
                .filter(event -> !event.getLoggerName().equals("io.featureflags.audit"))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    public List<String> withStackTrace() {
        return List.copyOf(appender.list).stream()
                .filter(event -> event.getThrowableProxy() != null)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
    }
}
