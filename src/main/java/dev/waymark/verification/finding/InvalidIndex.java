package dev.waymark.verification.finding;

import dev.waymark.schema.Index;
import dev.waymark.schema.Table;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An index that is not valid: a concurrent build that failed or is still going, what a failed
 * concurrent reindexing left behind, or an index of a partitioned table that not all partitions
 * have.
 */
final class InvalidIndex implements Rule {
  @Override
  public String code() {
    return "invalid-index";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String summary() {
    return "An index that queries must not use.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY");
  }

  /**
   * REINDEX CONCURRENTLY builds beside the old index under such a name, and renames the old one.
   */
  private static final Pattern LEFTOVER = Pattern.compile(".*_cc(new|old)[0-9]*");

  @Override
  public Stream<Finding> check(Examined examined) {
    return examined
        .all(Index.class)
        .filter(index -> !index.valid())
        .map(
            index -> {
              Optional<Table> table = examined.tableOf(index);
              return table.filter(one -> one.type().equals("partitioned")).isPresent()
                  ? partitioned(examined, index, table.get())
                  : built(examined, index);
            });
  }

  private Finding built(Examined examined, Index index) {
    String name = examined.quoting().of(index);
    String what =
        index.ready()
            ? "The index is not valid: queries do not use it, writes pay for it"
            : "The index is not valid and not ready: neither queries nor writes use it";
    String unique = index.unique() ? ", and nothing proves that its keys are unique" : "";
    if (LEFTOVER.matcher(index.name()).matches() && index.secondary()) {
      return Finding.of(
          this,
          index,
          null,
          what + ". Its name is that of what REINDEX CONCURRENTLY leaves behind when it fails.",
          "See in pg_stat_progress_create_index that no build is going on, then drop it outside a"
              + " transaction.",
          "DROP INDEX CONCURRENTLY " + name + ";");
    }
    return Finding.of(
        this,
        index,
        null,
        what + unique + ".",
        "See in pg_stat_progress_create_index that no build is going on, and mend first the rows"
            + " that made the build fail, which its message named. If it is of a migration that is"
            + " still to be applied, run that again: the run drops the index and builds it anew."
            + " Else build it again outside a transaction.",
        (exclusion(examined, index) ? "REINDEX INDEX " : "REINDEX INDEX CONCURRENTLY ")
            + name
            + ";");
  }

  /** PostgreSQL cannot rebuild the index of an exclusion constraint concurrently. */
  private static boolean exclusion(Examined examined, Index index) {
    return examined.tableOf(index).stream()
        .flatMap(table -> examined.constraints(table).stream())
        .anyMatch(
            constraint ->
                constraint.name().equals(index.constraint())
                    && constraint.type().equals("exclusion"));
  }

  private Finding partitioned(Examined examined, Index index, Table table) {
    Quoting quoting = examined.quoting();
    List<String> lacking = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    for (Table partition : examined.partitions(table)) {
      Optional<Index> attached =
          examined.indexes(partition).stream()
              .filter(one -> quoting.of(index).equals(one.partitionOf()))
              .findFirst();
      if (attached.filter(Index::valid).isPresent()) {
        continue;
      }
      lacking.add(quoting.of(partition));
      String name = attached.map(Index::name).orElse(partition.name() + "_" + index.name());
      if (attached.isEmpty()) {
        statements.add(create(quoting, index, partition, name));
      } else {
        statements.add("REINDEX INDEX " + quoting.of(attached.get()) + ";");
      }
      statements.add(
          String.format(
              "ALTER INDEX %s ATTACH PARTITION %s;",
              quoting.of(index), quoting.name(partition.namespace(), name)));
    }
    return Finding.of(
        this,
        index,
        null,
        lacking.isEmpty()
            ? "The index of a partitioned table is not valid, although every partition has its own."
            : "The index of a partitioned table is not valid: it was made for the table ONLY, and "
                + String.join(", ", lacking)
                + " has no valid one attached to it.",
        "Give every partition the index, CONCURRENTLY where it is written to, and attach it: the"
            + " last one makes the index valid. If every partition has its own, drop it and create"
            + " it without ONLY.",
        statements.isEmpty() ? null : String.join("\n", statements));
  }

  /** The same index for a partition, after what pg_get_indexdef prints of the parent's. */
  private static String create(Quoting quoting, Index index, Table partition, String name) {
    String tail = index.definition().substring(index.definition().indexOf(" USING "));
    return String.format(
        "CREATE %sINDEX %s ON %s%s;",
        index.unique() ? "UNIQUE " : "", quoting.name(name), quoting.of(partition), tail);
  }
}
