package dev.waymark.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.SQLException;
import java.util.Map;

/** Gives the service under test an empty database of its own. */
public final class EmptyDatabase implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      return Map.of("DATABASE_URL", TestPostgres.url(TestPostgres.createDatabase()));
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    }
  }

  @Override
  public void stop() {
    // The server ends with the JVM, and its databases with it.
  }
}
