package dev.waymark.command.local;

import dev.waymark.database.DelegatingDataSource;
import dev.waymark.database.OwnThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;

/**
 * A pool whose first connections are opened at once, on threads of their own, and handed out to the
 * service that asks first: while they are opened, the rest is put together. What a pool opens in
 * advance by itself is not what it gives to callers that ask meanwhile.
 */
final class OpenedEarly extends DelegatingDataSource {
  private final Queue<FutureTask<Connection>> early = new ConcurrentLinkedQueue<>();

  /**
   * @param count how many will be needed
   */
  OpenedEarly(DataSource pool, int count) {
    super(pool);
    for (int number = 0; number < count; number++) {
      FutureTask<Connection> connection = new FutureTask<>(pool::getConnection);
      early.add(connection);
      new OwnThread("opened-early").execute(connection);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    FutureTask<Connection> first = early.poll();
    if (first == null) {
      return super.getConnection();
    }
    try {
      return first.get();
    } catch (ExecutionException exception) {
      if (exception.getCause() instanceof SQLException problem) {
        throw problem;
      }
      throw new IllegalStateException("A connection could not be opened", exception.getCause());
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while a connection was opened", exception);
    }
  }
}
