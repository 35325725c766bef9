package dev.waymark.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
