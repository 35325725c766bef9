package dev.waymark.database;

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
            "meanwhile",
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
            "meanwhile",
            () -> {
              throw refused;
            });
    var second = new Meanwhile<>("meanwhile", first::result);
    var third =
        new Meanwhile<String>(
            "meanwhile",
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
