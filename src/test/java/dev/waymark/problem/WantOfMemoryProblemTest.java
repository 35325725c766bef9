package dev.waymark.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.DatabaseException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class WantOfMemoryProblemTest {
  private static final OutOfMemoryError ERROR = new OutOfMemoryError("Java heap space");

  @Test
  void wantOfMemoryIsNoIncidentWhereverItWasMissing() {
    assertEquals("memory-exhausted", problem(ERROR));
    assertEquals("memory-exhausted", problem(new CompletionException(ERROR)));
  }

  @Test
  void theDriversWantOfMemoryIsNotTheServers() {
    assertEquals(
        "memory-exhausted",
        problem(
            new DatabaseException(
                new SQLException("Ran out of memory retrieving query results.", "53200", ERROR))));
    assertEquals(
        "database-error",
        problem(new DatabaseException(new SQLException("out of memory", "53200"))));
  }

  @Test
  void itSaysHowMuchThereIs() {
    assertTrue(
        Problems.of(ERROR).detail().matches(".* does not fit .* Its heap may take \\d+ MB\\."));
  }

  @Test
  void whatALargerHeapDoesNotCureIsAnIncident() {
    assertEquals(
        "internal-error",
        problem(new OutOfMemoryError("unable to create native thread: possibly out of memory")));
  }

  private static String problem(Throwable thrown) {
    return Problems.of(thrown).type().getPath().replaceFirst(".*/", "");
  }
}
