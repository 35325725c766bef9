package dev.waymark.migration.script;

/** How a script is to be executed. */
public enum ExecutionMode {
  /** All statements in one transaction. */
  IN_TRANSACTION,
  /** Each statement by itself. */
  OUTSIDE_TRANSACTION,
  /** The script does not say. */
  UNDECIDED
}
