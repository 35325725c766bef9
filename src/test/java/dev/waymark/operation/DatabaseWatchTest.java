package dev.waymark.operation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.PooledConnection;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatabaseWatchTest {
  @Test
  void aLookForWhichThereIsNoMemoryIsNotTheLast() throws Exception {
    CountDownLatch looks = new CountDownLatch(3);
    DataSource source =
        (DataSource)
            Proxy.newProxyInstance(
                DatabaseWatchTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  looks.countDown();
                  if (looks.getCount() == 1) {
                    throw new OutOfMemoryError("Java heap space");
                  }
                  throw new SQLException("away", "08006");
                });
    var pooled =
        new PooledConnection(ConnectionUrl.parse("postgresql://a:b@127.0.0.1:1/c"), source);
    try (var watch =
        new DatabaseWatch(pooled, null, null, Duration.ofMillis(1), Clock.systemUTC())) {
      watch.start();

      assertTrue(looks.await(30, TimeUnit.SECONDS));
    }
  }
}
