package dev.waymark.migration.rehearsal;

import dev.waymark.migration.rehearsal.data.FirstDefaults;
import dev.waymark.migration.script.ConvertedColumn;
import dev.waymark.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was seen of one migration while it was applied. */
final class SeenMigration {
  private final String script;
  private final long sinceNanos = System.nanoTime();
  private final List<SeenStatement> statements = new ArrayList<>();
  private final List<ConvertedColumn> converted = new ArrayList<>();
  private final SettingsWatch settings = new SettingsWatch();
  private final FirstDefaults defaults = new FirstDefaults();
  private final Set<String> roles = new TreeSet<>();
  private boolean applied;
  private long durationMs;

  SeenMigration(String script) {
    this.script = script;
  }

  String script() {
    return script;
  }

  /** A statement begins, which is the next one. */
  SeenStatement begins() {
    var next = new SeenStatement(statements.size() + 1);
    statements.add(next);
    return next;
  }

  SettingsWatch settings() {
    return settings;
  }

  /** The next statement, as it is executed, gives these columns another type. */
  void converts(List<ConvertedColumn> columns) {
    converted.addAll(columns);
  }

  List<ConvertedColumn> converted() {
    return converted;
  }

  void applied() {
    applied = true;
    durationMs = (System.nanoTime() - sinceNanos) / 1_000_000;
  }

  boolean isApplied() {
    return applied;
  }

  long durationMs() {
    return durationMs;
  }

  /** All locks are given back with that statement. */
  void released(int number) {
    statements.forEach(statement -> statement.released(number));
  }

  /** The statement of this number, from 1; null if it did not begin. */
  SeenStatement statement(int number) {
    return number <= statements.size() ? statements.get(number - 1) : null;
  }

  int statements() {
    return statements.size();
  }

  /**
   * Whether a statement before one writes to a table.
   *
   * @param table qualified, without quotes
   * @param before the number of the one
   */
  boolean writes(String table, int before) {
    return statements.stream()
        .filter(it -> it.number() < before)
        .flatMap(SeenStatement::written)
        .anyMatch(it -> String.join(".", Identifiers.parts(it)).equals(table));
  }

  /** The tables to which a statement writes rows. */
  Stream<String> written() {
    return statements.stream().flatMap(SeenStatement::written);
  }

  /** What was locked more strongly than by a session that writes rows, by PostgreSQL's numbers. */
  Set<Long> lockedStrongly() {
    return statements.stream()
        .flatMap(SeenStatement::lockedStrongly)
        .map(Relation::id)
        .collect(Collectors.toSet());
  }

  /** Whatever was locked of what was there before the first script, by PostgreSQL's numbers. */
  Set<Long> locked() {
    return statements.stream()
        .flatMap(SeenStatement::locked)
        .map(Relation::id)
        .collect(Collectors.toSet());
  }

  /** The defaults with which columns were added. */
  FirstDefaults defaults() {
    return defaults;
  }

  /** The script goes on as this role of the copy. */
  void becomes(String role) {
    roles.add(role);
  }

  /** The other roles of the copy as which it went on. */
  Set<String> roles() {
    return roles;
  }

  /** The tables of which somebody wants to know how large they are. */
  Stream<String> tables() {
    return statements.stream().flatMap(SeenStatement::tables);
  }
}
