package dev.waymark.verification.finding;

import java.net.URI;
import java.util.stream.Stream;

/** What makes one kind of finding. */
public sealed interface Rule
    permits InvalidIndex,
        ConstraintTriggersDisabled,
        ForeignKeyActionImpossible,
        PoliciesWithoutRowSecurity,
        ConstraintNotEnforced,
        ConstraintNotValidated,
        TriggerDisabled,
        RowSecurityWithoutPolicy,
        NamespaceOpenToAll,
        SequenceNearExhaustion,
        SequenceOutgrowsColumn,
        ForeignKeyWithoutIndex,
        DuplicateIndex,
        RedundantIndex,
        TableWithoutPrimaryKey,
        ColumnTimestamp,
        ColumnChar,
        ColumnMoney,
        ColumnJson {

  /** Stable, in kebab-case, such as {@code invalid-index}; a section of the documentation. */
  String code();

  /** How much it matters. */
  Severity severity();

  /** What it looks for, in one sentence. */
  String summary();

  /** The page of the PostgreSQL manual that proves that it matters. */
  URI documentation();

  /** What it finds, in any order. */
  Stream<Finding> check(Examined examined);

  /** A page of the manual of the current PostgreSQL. */
  static URI manual(String page) {
    return URI.create("https://www.postgresql.org/docs/current/" + page);
  }
}
