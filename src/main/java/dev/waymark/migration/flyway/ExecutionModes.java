package dev.waymark.migration.flyway;

import dev.waymark.migration.script.ExecutionMode;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlScriptMetadata;

/** What is known of a script, in Flyway's words, which stand in a file beside the script. */
final class ExecutionModes {
  private static final String SETTING = "executeInTransaction";

  private ExecutionModes() {}

  /**
   * A script's configuration that has Flyway replace no placeholders: where a text mentions none,
   * looking for them character by character takes as long as all else.
   */
  static LoadableResource withoutPlaceholders(LoadableResource written) {
    String before = written == null ? "" : ResourceText.of(written) + "\n";
    return new StringResource(before + "placeholderReplacement=false\n");
  }

  /** What a script's owner wants. */
  static ExecutionMode declared(SqlScriptMetadata metadata) {
    Boolean inTransaction = metadata.executeInTransaction();
    if (inTransaction == null) {
      return ExecutionMode.UNDECIDED;
    }
    return inTransaction ? ExecutionMode.IN_TRANSACTION : ExecutionMode.OUTSIDE_TRANSACTION;
  }

  /**
   * A script's configuration with the mode in it.
   *
   * @param written the file beside the script; null if there is none
   * @param mode the mode, which is the owner's where the file has one
   * @return null if there is neither a file nor a mode
   */
  static LoadableResource added(LoadableResource written, ExecutionMode mode) {
    if (mode == ExecutionMode.UNDECIDED) {
      return written;
    }
    String before = written == null ? "" : ResourceText.of(written) + "\n";
    // Of a setting that is there twice, the last one counts, and here both say the same.
    return new StringResource(
        before + SETTING + "=" + (mode == ExecutionMode.IN_TRANSACTION) + "\n");
  }
}
