package dev.waymark.migration.flyway;

import java.sql.SQLException;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.database.postgresql.PostgreSQLDatabase;
import org.flywaydb.database.postgresql.PostgreSQLSchema;
import org.flywaydb.database.postgresql.PostgreSQLTable;

/** Flyway's schema and its tables, which are not looked for again where nothing has happened. */
final class GuardedSchema extends PostgreSQLSchema {
  private final Remembered exists = new Remembered();

  GuardedSchema(JdbcTemplate jdbcTemplate, PostgreSQLDatabase database, String name) {
    super(jdbcTemplate, database, name);
  }

  @Override
  protected boolean doExists() throws SQLException {
    return exists.or(super::doExists);
  }

  @Override
  protected void doCreate() throws SQLException {
    super.doCreate();
    SessionChanges.objects();
  }

  @Override
  public Table<PostgreSQLDatabase, PostgreSQLSchema> getTable(String tableName) {
    return new GuardedTable(jdbcTemplate, database, this, tableName);
  }

  private static final class GuardedTable extends PostgreSQLTable {
    private final Remembered exists = new Remembered();

    GuardedTable(
        JdbcTemplate jdbcTemplate,
        PostgreSQLDatabase database,
        PostgreSQLSchema schema,
        String name) {
      super(jdbcTemplate, database, schema, name);
    }

    @Override
    protected boolean doExists() throws SQLException {
      return exists.or(super::doExists);
    }
  }

  /** An answer, and whether it still is one. */
  private static final class Remembered {
    @FunctionalInterface
    private interface Question {
      boolean ask() throws SQLException;
    }

    private boolean answer;
    private int asOf = -1;

    boolean or(Question question) throws SQLException {
      if (asOf != SessionChanges.ofObjects()) {
        answer = question.ask();
        asOf = SessionChanges.ofObjects();
      }
      return answer;
    }
  }
}
