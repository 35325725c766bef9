package dev.waymark.migration.flyway;

import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.parser.Token;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/** Flyway's PostgreSQL for reading scripts only, without a connection. */
final class ConnectionlessPostgres extends PostgreSQLDatabaseType {

  /** How statements begin among which are those that Flyway runs outside a transaction. */
  private static final Pattern PERHAPS_OUTSIDE =
      Pattern.compile(
          "(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION|INDEX|UNIQUE)"
              + "|ALTER SYSTEM|REINDEX|VACUUM|DISCARD");

  @Override
  public Parser createParser(
      Configuration configuration, ResourceProvider resources, ParsingContext context) {
    return new ScriptParser(configuration, context) {
      // With no server to ask, Flyway takes it for older than PostgreSQL 12, in which ALTER TYPE
      // ... ADD VALUE could not run in a transaction, and pays for an exception to find that out at
      // each word of each statement.
      @Override
      protected Boolean detectCanExecuteInTransaction(String statement, List<Token> keywords) {
        return PERHAPS_OUTSIDE.matcher(statement).lookingAt()
            ? super.detectCanExecuteInTransaction(statement, keywords)
            : null;
      }
    };
  }
}
