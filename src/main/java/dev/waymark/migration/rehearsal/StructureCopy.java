package dev.waymark.migration.rehearsal;

import dev.waymark.database.ScratchDatabase;
import dev.waymark.database.Sql;
import dev.waymark.migration.flyway.FlywayRehearsal;
import dev.waymark.migration.rehearsal.Copied.Lack;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.comparison.Comparison;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.schema.sql.NotWritten;
import dev.waymark.schema.sql.Phase;
import dev.waymark.schema.sql.SchemaSql;
import dev.waymark.schema.sql.Statement;
import dev.waymark.schema.sql.WritableSchema;
import dev.waymark.verification.expectation.ReplayedSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Gives a scratch database the structure of the live one, as the role that uses it. */
final class StructureCopy {
  private static final String CLOSED = Sql.read(StructureCopy.class, "closed_schemas.sql");

  /** What is lost with the server is not missed. */
  static final String NOT_DURABLE = "SET synchronous_commit = off";

  private final ScratchDatabase scratch;
  private final WritableSchema live;
  private final FlywayRehearsal.Extensions extensions;
  private final SchemaSql sql;
  private final Map<ObjectId, String> failed = new HashMap<>();
  private List<String> closed = List.of();

  /**
   * @param extensions those that are in it already
   */
  StructureCopy(
      ScratchDatabase scratch, WritableSchema live, FlywayRehearsal.Extensions extensions) {
    this.scratch = scratch;
    this.live = live;
    this.extensions = extensions;
    this.sql = live.sql(scratch.roles());
  }

  /** Makes all that holds rows, without what is made of rows or watches statements. */
  void makeStructure() throws SQLException {
    try (Connection connection = scratch.scriptDataSource().getConnection()) {
      set(connection, List.of(NOT_DURABLE));
      set(connection, SchemaSql.settingsBefore());
      execute(connection, select(it -> it.object().kind() == Kind.NAMESPACE));
      // A role that gets an object must be able to make one where it is.
      closed = Sql.strings(connection, CLOSED).stream().map(Sql::identifier).toList();
      for (String schema : closed) {
        set(connection, List.of("GRANT CREATE ON SCHEMA " + schema + " TO PUBLIC"));
      }
      execute(
          connection,
          select(
              it ->
                  it.object().kind() != Kind.NAMESPACE && it.phase().compareTo(Phase.CONTENT) < 0));
    }
  }

  /** Makes the rest. */
  void complete() throws SQLException {
    try (Connection connection = scratch.scriptDataSource().getConnection()) {
      execute(
          connection,
          select(
              it ->
                  it.object().kind() != Kind.NAMESPACE
                      && it.phase().compareTo(Phase.CONTENT) >= 0));
      for (String schema : closed) {
        set(connection, List.of("REVOKE CREATE ON SCHEMA " + schema + " FROM PUBLIC"));
      }
    }
  }

  /**
   * What the copy lacks, compared object by object with the live schema.
   *
   * @param copy what it has
   */
  List<Lack> lacks(Map<ObjectId, ObjectTree> copy) {
    List<ObjectComparison> deviations =
        Comparison.of(ReplayedSchema.of(copy, scratch.roles()), live.schema()).deviations();
    Map<ObjectId, NotWritten> notWritten =
        sql.notWritten().stream()
            .collect(Collectors.toMap(NotWritten::object, it -> it, (first, second) -> first));
    Set<ObjectId> lacking = new TreeSet<>();
    deviations.forEach(it -> lacking.add(it.id()));
    List<Lack> lacks = new ArrayList<>();
    for (ObjectComparison deviation : deviations) {
      ObjectId id = deviation.id();
      if (id.table() == null || !lacking.contains(id.relation())) {
        lacks.add(new Lack(id.toString(), reason(deviation, notWritten.get(id))));
      }
    }
    return lacks;
  }

  private String reason(ObjectComparison deviation, NotWritten notWritten) {
    if (notWritten != null) {
      return "It is not copied: " + notWritten.reason() + ".";
    }
    String said = failed.get(deviation.id());
    if (said != null) {
      return "It could not be copied: " + ReplayedSchema.text(said, scratch.roles());
    }
    return switch (deviation.state()) {
      case UNEXPECTED -> "It is not in the copy.";
      case MISSING -> "It is in the copy alone.";
      default ->
          "It is another in the copy: "
              + deviation.differences().stream()
                  .map(Difference::attribute)
                  .collect(Collectors.joining(", "))
              + ".";
    };
  }

  private List<Statement> select(Predicate<Statement> wanted) {
    return sql.statements().stream()
        .filter(wanted)
        .filter(
            it ->
                it.object().kind() != Kind.EXTENSION
                    || !extensions.names().contains(it.object().name()))
        .map(this::ofExisting)
        .toList();
  }

  /** A schema that was made for an extension is there. */
  private Statement ofExisting(Statement statement) {
    ObjectId object = statement.object();
    boolean makes = statement.sql().startsWith("CREATE SCHEMA ");
    return makes && object.kind() == Kind.NAMESPACE && extensions.schemas().contains(object.name())
        ? new Statement(
            object,
            statement.phase(),
            statement.wave(),
            statement
                .sql()
                .replaceFirst("^CREATE ", "ALTER ")
                .replaceFirst(" AUTHORIZATION (?=[^ ]+;$)", " OWNER TO "))
        : statement;
  }

  private static void set(Connection connection, List<String> settings) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(String.join(";\n", settings));
    }
  }

  private void execute(Connection connection, List<Statement> statements) throws SQLException {
    failed.putAll(
        new SideBySide(connection, scratch.scriptDataSource(), live.schema()).execute(statements));
  }
}
