package dev.waymark.migration.flyway;

import java.io.IOException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.parser.PeekingReader;
import org.flywaydb.core.internal.parser.Recorder;
import org.flywaydb.core.internal.parser.StatementType;
import org.flywaydb.core.internal.parser.Token;
import org.flywaydb.core.internal.sqlscript.Delimiter;
import org.flywaydb.core.internal.sqlscript.ParsedSqlStatement;
import org.flywaydb.database.postgresql.PostgreSQLCopyParsedStatement;
import org.flywaydb.database.postgresql.PostgreSQLParser;

/**
 * Flyway's parser for PostgreSQL, which looks for the end of {@code COPY … FROM stdin}'s rows for
 * ever where there is none: the caller, and all callers after it, would wait with it.
 */
class ScriptParser extends PostgreSQLParser {
  /** How the message begins that reports it. */
  static final String NO_END_OF_ROWS = "Nothing ends the rows";

  private static final String END_OF_ROWS = "\\.";

  private final StatementType copy = detectStatementType("COPY T FROM STDIN", null, null);

  ScriptParser(Configuration configuration, ParsingContext context) {
    super(configuration, context);
  }

  @Override
  protected ParsedSqlStatement createStatement(
      PeekingReader reader,
      Recorder recorder,
      int position,
      int line,
      int column,
      int positionOfSql,
      int lineOfSql,
      int columnOfSql,
      StatementType type,
      boolean inTransaction,
      Delimiter delimiter,
      String sql,
      List<Token> tokens,
      boolean batchable)
      throws IOException {
    return type == copy
        ? new PostgreSQLCopyParsedStatement(
            positionOfSql,
            lineOfSql,
            columnOfSql,
            sql.substring(positionOfSql - position),
            rows(reader, recorder, lineOfSql))
        : super.createStatement(
            reader,
            recorder,
            position,
            line,
            column,
            positionOfSql,
            lineOfSql,
            columnOfSql,
            type,
            inTransaction,
            delimiter,
            sql,
            tokens,
            batchable);
  }

  /** What stands between the statement's line and the one that ends the rows. */
  private static String rows(PeekingReader reader, Recorder recorder, int line) throws IOException {
    reader.readUntilIncluding('\n');
    recorder.start();
    String row = reader.readUntilIncluding('\n');
    while (!row.trim().equals(END_OF_ROWS)) {
      if (row.isEmpty()) {
        throw new FlywayException(
            NO_END_OF_ROWS + " of COPY FROM stdin on line %d.".formatted(line));
      }
      recorder.confirm();
      row = reader.readUntilIncluding('\n');
    }
    return recorder.stop();
  }
}
