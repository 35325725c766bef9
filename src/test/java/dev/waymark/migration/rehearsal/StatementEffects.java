package dev.waymark.migration.rehearsal;

import java.util.List;
import java.util.stream.Stream;

/** The table of statements: what PostgreSQL takes, writes anew and reads for each of them. */
final class StatementEffects {
  private StatementEffects() {}

  /** All of them, also those that an older server does not know. */
  static List<StatementCase> all() {
    return Stream.of(
            ColumnStatements.all(),
            TypeStatements.all(),
            ConstraintStatements.all(),
            DomainStatements.all(),
            IndexStatements.all(),
            PartitionStatements.all(),
            TableStatements.all(),
            ViewStatements.all(),
            ObjectStatements.all(),
            RowStatements.all(),
            HiddenStatements.all(),
            IdleStatements.all(),
            OutsideStatements.all())
        .flatMap(it -> it)
        .toList();
  }
}
