package dev.waymark.migration.rehearsal.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.Sql;
import dev.waymark.migration.rehearsal.data.DataCheck.Check;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the bounds of partitions need: that the rows of a table which becomes one are in them, and
 * that no row of the default partition is in those of another.
 */
final class Partitions {
  private static final String CONDITION = Sql.read(Partitions.class, "partition_condition.sql");

  /** How PostgreSQL names, by its number, the table whose rows are divided by hashes. */
  private static final Pattern HASHED = Pattern.compile("satisfies_hash_partition\\('(\\d+)'::oid");

  private final LiveTables tables;
  private final Connection copy;

  /**
   * @param copy where the partitions are as they will be
   */
  Partitions(LiveTables tables, Connection copy) {
    this.tables = tables;
    this.copy = copy;
  }

  /** What a change of a table needs. */
  List<DataQuestion> of(ObjectChange change, ObjectNode table) throws SQLException {
    String parent = table.path("partitionOf").asText(null);
    boolean now =
        change.change() == Change.ADDED
            || change.attributes().stream()
                .anyMatch(it -> it.attribute().matches("partitionOf|partitionBound"));
    List<DataQuestion> questions = new ArrayList<>();
    if (parent == null || !now) {
      return questions;
    }
    ObjectId partition = id(table);
    Optional<String> condition = condition(partition);
    if (condition.isEmpty()) {
      return questions;
    }
    question(partition, partition, "NOT (" + condition.get() + ")").ifPresent(questions::add);
    for (var each : tables.after().objects().entrySet()) {
      if (each.getKey().kind() == Kind.TABLE && !each.getKey().equals(partition)) {
        ObjectNode other = each.getValue().node();
        if (parent.equals(other.path("partitionOf").asText(null))
            && other.path("partitionBound").asText().equals("DEFAULT")) {
          question(partition, each.getKey(), condition.get()).ifPresent(questions::add);
        }
      }
    }
    return questions;
  }

  private static ObjectId id(ObjectNode table) {
    return new ObjectId(
        Kind.TABLE, table.path("namespace").asText(), null, table.path("name").asText());
  }

  private Optional<String> condition(ObjectId partition) throws SQLException {
    return Sql.strings(copy, CONDITION, partition.namespace(), partition.name()).stream()
        .findFirst()
        .map(this::ofLive);
  }

  private Optional<DataQuestion> question(ObjectId partition, ObjectId asked, String wrong) {
    return tables
        .own(asked.namespace(), asked.name(), wrong)
        .map(
            rows ->
                new DataQuestion(
                    Check.BOUNDS,
                    partition.qualifiedName(),
                    asked.qualifiedName(),
                    "SELECT pg_catalog.count(*), pg_catalog.min((row_here.*)::text) FROM %s WHERE %s"
                        .formatted(rows.as("row_here"), wrong)))
        .map(
            question ->
                HASHED.matcher(wrong).find()
                    ? question.because(
                        "The table that it is divided by is not in the live database yet.")
                    : question);
  }

  /** The same with the live table where PostgreSQL has the number of the copy's. */
  private String ofLive(String condition) {
    return HASHED
        .matcher(condition)
        .replaceAll(
            found ->
                java.util.regex.Matcher.quoteReplacement(
                    tables
                        .table(Long.parseLong(found.group(1)))
                        .map(Partitions::number)
                        .orElse(whole(found))));
  }

  private static String whole(MatchResult found) {
    return found.group();
  }

  private static String number(ObjectId table) {
    String name = Sql.identifier(table.namespace()) + "." + Sql.identifier(table.name());
    return "satisfies_hash_partition(" + Sql.literal(name) + "::pg_catalog.regclass::oid";
  }
}
