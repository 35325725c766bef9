package dev.waymark.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** PostgreSQL does what the table of statements says. */
class StatementEffectsTest {

  private static PlainObservation observation;

  @BeforeAll
  static void connect() throws Exception {
    observation = new PlainObservation();
  }

  @AfterAll
  static void disconnect() throws Exception {
    observation.close();
  }

  @TestFactory
  Stream<DynamicTest> areThoseOfTheTable() throws Exception {
    int major = observation.majorVersion();
    return StatementEffects.all().stream()
        .filter(statement -> statement.existsOn(major))
        .map(
            statement -> DynamicTest.dynamicTest(statement.name(), () -> agrees(statement, major)));
  }

  private static void agrees(StatementCase statement, int major) throws Exception {
    Effects expected = statement.effectsOn(major);
    Effects observed = observation.effectsOf(statement);
    assertEquals(
        expected.withoutScansOf(expected.mayScan()).toString(),
        observed.withoutScansOf(expected.mayScan()).toString(),
        statement::script);
  }

  @Test
  void eachHasANameOfItsOwn() {
    Set<String> names = new HashSet<>();
    StatementEffects.all().forEach(it -> assertTrue(names.add(it.name()), it.name()));
  }
}
