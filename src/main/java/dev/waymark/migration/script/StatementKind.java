package dev.waymark.migration.script;

/** What a statement is to the transaction around it. */
public enum StatementKind {
  /** Runs in a transaction, and loses its company outside of one. */
  ORDINARY,
  /** Sets something for the session, in a transaction or not. */
  SETTING,
  /** Means nothing outside a transaction: {@code SET LOCAL}, {@code SAVEPOINT}, {@code LOCK}. */
  TRANSACTIONAL,
  /** Refused by PostgreSQL in a transaction. */
  NON_TRANSACTIONAL,
  /** Begins or ends a transaction itself. */
  TRANSACTION_CONTROL,
  /** Whether it may run in a transaction is not in its text, such as for {@code CALL}. */
  UNDECIDABLE,
  /** Not in the grammar. */
  UNKNOWN
}
