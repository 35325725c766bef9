package dev.waymark.migration.flyway;

import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement of a script has failed, and it is known where in the file that is. */
final class FailedStatement extends FlywayException {
  private static final long serialVersionUID = 1L;

  private final transient FilePlace begin;
  private final transient FilePlace pointed;

  private FailedStatement(FlywaySqlScriptException cause, FilePlace begin, FilePlace pointed) {
    super(cause.getMessage(), cause);
    this.begin = begin;
    this.pointed = pointed;
  }

  /** The failure with its places, as far as the script knows them. */
  static FlywayException of(FlywaySqlScriptException failure, Script script) {
    String sql = failure.getStatement();
    Optional<FilePlace> begin = script.place(failure.getLineNumber(), sql, 0);
    return begin.isEmpty()
        ? failure
        : new FailedStatement(
            failure,
            begin.get(),
            position(failure)
                .flatMap(at -> script.place(failure.getLineNumber(), sql, at - 1))
                .orElse(null));
  }

  /** Where the statement begins. */
  FilePlace begin() {
    return begin;
  }

  /** Where PostgreSQL points; empty if it points nowhere in the script. */
  Optional<FilePlace> pointed() {
    return Optional.ofNullable(pointed);
  }

  private static Optional<Integer> position(FlywaySqlScriptException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException said) {
        return Optional.ofNullable(said.getServerErrorMessage())
            .map(ServerErrorMessage::getPosition)
            .filter(position -> position > 0);
      }
    }
    return Optional.empty();
  }
}
