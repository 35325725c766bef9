package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException.AcceptanceRefused;
import dev.waymark.migration.MigrationException.BaselineRequired;
import dev.waymark.migration.MigrationException.DirectConnectionRequired;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationException.KeyReused;
import dev.waymark.migration.MigrationException.NoMigrations;
import dev.waymark.migration.MigrationException.NoSchema;
import dev.waymark.migration.MigrationException.NothingToAccept;
import dev.waymark.migration.MigrationException.PlanChanged;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.RunUnknown;
import dev.waymark.migration.MigrationException.ShuttingDown;
import dev.waymark.migration.MigrationException.SourceUnreadable;
import dev.waymark.migration.MigrationException.TargetUnknown;
import dev.waymark.migration.PlanDifference;
import dev.waymark.migration.Refusal;
import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import dev.waymark.problem.Problems;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {
  static Stream<RuntimeException> refusals() {
    return Stream.of(
        new SourceUnreadable("m", new IllegalStateException()),
        new NoMigrations("m", "h", List.of()),
        new NoSchema("m", "h"),
        new Invalid(List.of(new InvalidMigration(Reason.MISSING, "1", "V1__a.sql", "d", "h"))),
        new TargetUnknown("9", List.of("1")),
        new PlanChanged(List.of(new PlanDifference(PlanDifference.Part.SCHEMA))),
        new RunInProgress(null, "m"),
        new BaselineRequired("m", null),
        new DirectConnectionRequired("m", "h"),
        new ShuttingDown(),
        new RunUnknown("id"),
        new HistoryRefused("m"),
        new KeyReused("id"),
        new NothingToAccept("m", List.of("a")),
        new AcceptanceRefused("m", "h"),
        new DatabaseException(new SQLException("no", "08001")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsKeptWithARunIsWhatTheClientIsAnswered(RuntimeException thrown) {
    Refusal kept = Refusals.of(thrown);
    Problem answered = Problems.of(thrown);

    assertTrue(answered.type().toString().endsWith("/" + kept.reason()), kept::reason);
    assertEquals(answered.detail(), kept.detail());
    assertEquals(answered.hint(), kept.hint());
    assertEquals(answered.members().get("invalid"), kept.invalid());
  }

  @ParameterizedTest
  @EnumSource(ConnectionFailure.class)
  void everyFailureOfAConnectionIsOfAKnownType(ConnectionFailure failure) {
    Set<String> known =
        Arrays.stream(ProblemType.values())
            .map(type -> type.uri().getPath().replaceFirst(".*/", ""))
            .collect(Collectors.toSet());

    assertTrue(known.contains(failure.type()), failure::type);
  }

  @Test
  void whatWasNotForeseenIsKeptWithoutItsMessage() {
    assertNotNull(Refusals.unexpected(new IllegalStateException("secret")).message());
    assertTrue(
        !Refusals.unexpected(new IllegalStateException("secret")).message().contains("secret"));
  }
}
