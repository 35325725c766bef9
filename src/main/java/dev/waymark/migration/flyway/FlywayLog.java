package dev.waymark.migration.flyway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.jboss.logging.Logger;

/**
 * What Flyway prints, where a level of the log shows it. Flyway's own way finds out for each line
 * which class prints it, from a stack trace, before it asks whether it is shown: a tenth of what a
 * run of a thousand migrations costs.
 */
record FlywayLog(Logger logger) implements Log {
  private static final Map<Class<?>, FlywayLog> ALL = new ConcurrentHashMap<>();

  /** That of a class; Flyway asks for it with each line. */
  static Log of(Class<?> printing) {
    return ALL.computeIfAbsent(printing, it -> new FlywayLog(Logger.getLogger(it)));
  }

  @Override
  public void debug(String message) {
    // It would hold what placeholders stand for.
    if (LogFactory.isDebugEnabled()) {
      logger.debug(message);
    }
  }

  @Override
  public void info(String message) {
    logger.info(message);
  }

  @Override
  public void warn(String message) {
    logger.warn(message);
  }

  @Override
  public void error(String message) {
    logger.error(message);
  }

  @Override
  public void error(String message, Exception cause) {
    logger.error(message, cause);
  }

  /** Flyway speaks of its other editions here. */
  @Override
  public void notice(String message) {}
}
