package dev.waymark.migration.rehearsal;

import dev.waymark.database.Meanwhile;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Executes the statements of a schema wave by wave, and those that make a file over several
 * connections: up to version 16, PostgreSQL waits for the disk at each new index, and such waits
 * can be waited for together.
 */
final class SideBySide {
  private static final int CONNECTIONS = 4;

  /** Fewer are done sooner than further connections are opened. */
  private static final int WORTH_IT = 60;

  /** What has a file of its own, or makes one. */
  private static final Set<Kind> FILES = Set.of(Kind.TABLE, Kind.INDEX, Kind.CONSTRAINT);

  private final Connection connection;
  private final DataSource others;

  /**
   * @param connection with the settings under which the statements run
   * @param others opens further ones of the same user
   */
  SideBySide(Connection connection, DataSource others) {
    this.connection = connection;
    this.others = others;
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
    if (waves.values().stream().noneMatch(SideBySide::isWorthIt)) {
      return own.execute(statements);
    }
    Map<ObjectId, String> failed = new HashMap<>();
    for (List<Statement> wave : waves.values()) {
      // Those that wait for each other's locks, or fail, are looked at one by one.
      failed.putAll(own.execute(isWorthIt(wave) ? triedTogether(wave) : wave));
    }
    return failed;
  }

  private static boolean isWorthIt(List<Statement> wave) {
    return wave.stream().filter(SideBySide::makesFile).count() >= WORTH_IT;
  }

  /** Foreign keys, which lock two tables and make no file, come in a later phase. */
  private static boolean makesFile(Statement statement) {
    return FILES.contains(statement.object().kind()) && statement.wave().phase() == Phase.STRUCTURE;
  }

  /** What is left of a wave. */
  private List<Statement> triedTogether(List<Statement> wave) throws SQLException {
    List<List<Statement>> parts = new ArrayList<>();
    for (int part = 0; part < CONNECTIONS; part++) {
      parts.add(new ArrayList<>());
    }
    List<Statement> left = new ArrayList<>();
    for (Statement statement : wave) {
      (makesFile(statement) ? parts.get(part(statement)) : left).add(statement);
    }
    List<Meanwhile<List<Statement>>> meanwhile = new ArrayList<>();
    for (List<Statement> part : parts) {
      meanwhile.add(new Meanwhile<>("rehearsal-copy", () -> tried(part)));
    }
    for (Meanwhile<List<Statement>> part : meanwhile) {
      left.addAll(part.result());
    }
    return left;
  }

  /** Whatever is of one table is in one part. */
  private static int part(Statement statement) {
    ObjectId object = statement.object();
    String table = object.table() == null ? object.name() : object.table();
    return Math.floorMod(Objects.hash(object.namespace(), table), CONNECTIONS);
  }

  private List<Statement> tried(List<Statement> part) throws SQLException {
    try (Connection other = others.getConnection();
        var settings = other.createStatement()) {
      settings.execute(StructureCopy.NOT_DURABLE);
      settings.execute(String.join(";\n", SchemaSql.settingsBefore()));
      return new InTransactions(other).tryTogether(part);
    }
  }
}
