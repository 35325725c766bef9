package dev.waymark.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class PrintableLogTest {
  private static final ExtFormatter MESSAGES = new PatternFormatter("%s");

  @Test
  void anEventOfWaymarkIsOneLineWithoutCommands() {
    ExtLogRecord line =
        new ExtLogRecord(
            Level.WARN,
            "The table %s is gone",
            ExtLogRecord.FormatStyle.PRINTF,
            PrintableLogTest.class.getName());
    line.setLoggerName("dev.waymark.migration.run.RunExecution");
    line.setParameters(new Object[] {"a\nWARN forged\u001b[2J\u202e"});

    assertTrue(new PrintableLog().isLoggable(line));

    assertEquals(
        "The table a\\nWARN forged\\u001b[2J\\u202e is gone", MESSAGES.formatMessage(line));
  }

  @Test
  void othersMayHaveLines() {
    ExtLogRecord line =
        new ExtLogRecord(
            Level.INFO,
            "a 100 % \u001b\n b",
            ExtLogRecord.FormatStyle.NO_FORMAT,
            PrintableLogTest.class.getName());
    line.setLoggerName("io.quarkus");

    new PrintableLog().isLoggable(line);

    assertEquals("a 100 % \\u001b\n b", MESSAGES.formatMessage(line));
  }

  @Test
  void aClientOfAStreamThatHasHungUpIsNoErrorAndWhatElseFailsIsOne() {
    IOException reset = new IOException("Connection reset by peer");
    reset.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "io.netty.channel.socket.nio.NioSocketChannel", "doWrite", "NioSocketChannel.java", 1)
        });

    assertFalse(new PrintableLog().isLoggable(ofAStream(reset)));
    assertFalse(new PrintableLog().isLoggable(ofAStream(new HttpClosedException("closed"))));
    assertTrue(new PrintableLog().isLoggable(ofAStream(new IOException("Something else"))));
    assertTrue(new PrintableLog().isLoggable(ofAStream(new IllegalStateException("mistake"))));
  }

  private static LogRecord ofAStream(Throwable thrown) {
    LogRecord logged = new LogRecord(Level.ERROR, "Exception in SSE server handling");
    logged.setLoggerName("org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler");
    logged.setThrown(thrown);
    return logged;
  }
}
