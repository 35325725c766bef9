package dev.waymark.migration.rehearsal;

import dev.waymark.database.Meanwhile;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.sql.Phase;
import dev.waymark.schema.sql.SchemaSql;
import dev.waymark.schema.sql.Statement;
import dev.waymark.schema.sql.Wave;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Executes the statements of a schema wave by wave, and those that make a file or a foreign key
 * over several connections: up to version 16, PostgreSQL waits for the disk at each new index, and
 * such waits can be waited for together. Each connection has its own tables from the first wave to
 * the last, since its backend knows them by then.
 */
final class SideBySide {
  private static final int CONNECTIONS = 4;

  /** Fewer are done sooner than further connections are opened. */
  private static final int WORTH_IT = 60;

  /** What has a file of its own, or makes one. */
  private static final Set<Kind> FILES = Set.of(Kind.TABLE, Kind.INDEX, Kind.CONSTRAINT);

  private final Connection connection;
  private final DataSource others;
  private final SeparateTables tables;
  private final List<Connection> opened = new ArrayList<>();

  /**
   * @param connection with the settings under which the statements run
   * @param others opens further ones of the same user
   * @param schema whose statements they are
   */
  SideBySide(Connection connection, DataSource others, Schema schema) {
    this.connection = connection;
    this.others = others;
    this.tables = new SeparateTables(schema, CONNECTIONS);
  }

  /**
   * Executes all that can be executed.
   *
   * @return what PostgreSQL said of the objects that could not be made
   * @throws SQLException if a connection is lost
   */
  Map<ObjectId, String> execute(List<Statement> statements) throws SQLException {
    Map<Wave, List<Statement>> waves =
        statements.stream()
            .collect(Collectors.groupingBy(Statement::wave, TreeMap::new, Collectors.toList()));
    var own = new InTransactions(connection);
    if (waves.values().stream().noneMatch(this::isWorthIt)) {
      return own.execute(statements);
    }
    Map<ObjectId, String> failed = new HashMap<>();
    try {
      for (List<Statement> wave : waves.values()) {
        // Those that wait for each other's locks, or fail, are looked at one by one.
        failed.putAll(own.execute(isWorthIt(wave) ? triedTogether(wave) : wave));
      }
    } finally {
      close();
    }
    return failed;
  }

  private boolean isWorthIt(List<Statement> wave) {
    return wave.stream().filter(it -> part(it).isPresent()).count() >= WORTH_IT;
  }

  /** Which connection executes it beside others; empty if none does. */
  private OptionalInt part(Statement statement) {
    ObjectId object = statement.object();
    return FILES.contains(object.kind()) && statement.wave().phase() == Phase.STRUCTURE
        ? tables.part(object)
        : statement.wave().phase() == Phase.KEYS ? tables.partOfKey(object) : OptionalInt.empty();
  }

  /** What is left of a wave. */
  private List<Statement> triedTogether(List<Statement> wave) throws SQLException {
    List<List<Statement>> parts = new ArrayList<>();
    for (int part = 0; part < CONNECTIONS; part++) {
      parts.add(new ArrayList<>());
    }
    List<Statement> left = new ArrayList<>();
    for (Statement statement : wave) {
      OptionalInt part = part(statement);
      (part.isPresent() ? parts.get(part.getAsInt()) : left).add(statement);
    }
    open();
    List<Meanwhile<List<Statement>>> meanwhile = new ArrayList<>();
    for (int part = 0; part < CONNECTIONS; part++) {
      var other = new InTransactions(opened.get(part));
      List<Statement> some = parts.get(part);
      meanwhile.add(new Meanwhile<>("rehearsal-copy", () -> other.tryTogether(some)));
    }
    for (Meanwhile<List<Statement>> part : meanwhile) {
      left.addAll(part.result());
    }
    return left;
  }

  private void open() throws SQLException {
    while (opened.size() < CONNECTIONS) {
      Connection other = others.getConnection();
      opened.add(other);
      try (var settings = other.createStatement()) {
        settings.execute(StructureCopy.NOT_DURABLE);
        settings.execute(String.join(";\n", SchemaSql.settingsBefore()));
      }
    }
  }

  private void close() throws SQLException {
    for (Connection other : opened) {
      other.close();
    }
    opened.clear();
  }
}
