package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MeanwhileTest {

  @Test
  void goesOnWhileOthersDo() throws Exception {
    var asked = new CountDownLatch(1);

    var work =
        new Meanwhile<>(
            () -> {
              awaitUninterrupted(asked);
              return "done";
            });
    asked.countDown();

    assertEquals("done", work.result());
  }

  @Test
  void tellsAProblemAsItWas() {
    var refused = new SQLException("refused", "08006");
    var wrong = new IllegalStateException("wrong");

    var first =
        new Meanwhile<String>(
            () -> {
              throw refused;
            });
    var second = new Meanwhile<>(first::result);
    var third =
        new Meanwhile<String>(
            () -> {
              throw wrong;
            });

    assertSame(refused, assertThrows(SQLException.class, second::result));
    assertSame(wrong, assertThrows(IllegalStateException.class, third::result));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException exception) {
      throw new IllegalStateException(exception);
    }
  }
}
