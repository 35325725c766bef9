package dev.waymark.migration.flyway;

import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.parser.Token;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.flywaydb.database.postgresql.PostgreSQLParser;

/** Flyway's PostgreSQL for reading scripts only, without a connection. */
final class ConnectionlessPostgres extends PostgreSQLDatabaseType {
  @Override
  public Parser createParser(
      Configuration configuration, ResourceProvider resources, ParsingContext context) {
    return new PostgreSQLParser(configuration, context) {
      // With no server to ask, Flyway takes it for older than PostgreSQL 12, in which ALTER TYPE
      // ... ADD VALUE could not run in a transaction.
      @Override
      protected Boolean detectCanExecuteInTransaction(String statement, List<Token> keywords) {
        return statement.startsWith("ALTER TYPE ")
            ? null
            : super.detectCanExecuteInTransaction(statement, keywords);
      }
    };
  }
}
