package dev.waymark.access;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged while it is open, exceptions with their messages included. */
public final class Logged extends Handler implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Level before;

  private Logged(Logger logger, Level level) {
    this.logger = logger;
    this.before = logger.getLevel();
    setFormatter(new SimpleFormatter());
    setLevel(Level.ALL);
    logger.setLevel(level);
    logger.addHandler(this);
  }

  /** What a class logs. */
  public static Logged of(Class<?> type) {
    return new Logged(Logger.getLogger(type.getName()), Level.INFO);
  }

  /** What all of the service logs, however small, but not what the test's own client does. */
  public static Logged byTheService() {
    return new Logged(Logger.getLogger(""), Level.FINE);
  }

  /** So far, a message each. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLoggerName().startsWith("org.apache.http")) {
      return;
    }
    String line = getFormatter().formatMessage(record);
    for (Throwable it = record.getThrown(); it != null; it = it.getCause()) {
      line += " | " + it;
    }
    lines.add(line);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(before);
  }
}
