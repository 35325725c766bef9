package dev.waymark.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.migration.MigrationException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MigrationProblemsToldTest {

  @Test
  void everyWayToFailHasItsWords() {
    assertEquals(
        Set.of(MigrationException.class.getPermittedSubclasses()), MigrationProblems.TOLD.keySet());
  }
}
