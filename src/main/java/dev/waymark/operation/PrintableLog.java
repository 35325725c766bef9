package dev.waymark.operation;

import dev.waymark.database.Printable;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Lets no name of an object, and no message about one, command the terminal that shows the log, or
 * begin a line of its own in it; and takes no client that has hung up for an error.
 */
@LoggingFilter(name = "printable")
public final class PrintableLog implements Filter {
  private static final String OWN = "dev.waymark.";

  /** Fills in a message's parameters, as every line of the log does. */
  private static final ExtFormatter MESSAGES = new PatternFormatter("%s");

  @Override
  public boolean isLoggable(LogRecord logged) {
    ExtLogRecord line = ExtLogRecord.wrap(logged);
    String message = MESSAGES.formatMessage(line);
    if (GoneClient.isSaidBy(logged, message)) {
      return false;
    }
    if (message != null) {
      boolean own = String.valueOf(logged.getLoggerName()).startsWith(OWN);
      String printable = own ? Printable.line(message) : Printable.text(message);
      if (!printable.equals(message)) {
        if (logged instanceof ExtLogRecord record) {
          record.setMessage(printable, FormatStyle.NO_FORMAT);
        } else {
          logged.setMessage(printable);
          logged.setParameters(null);
        }
      }
    }
    return true;
  }
}
