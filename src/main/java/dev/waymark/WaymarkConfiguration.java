package dev.waymark;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waymark's own settings; the environment variable of each is in the README's table. */
@ConfigMapping(prefix = "waymark")
public interface WaymarkConfiguration {

  /** Where the migrations are: a folder, or {@code classpath:} and a packaged location. */
  Optional<String> migrations();

  /** The schemas Flyway manages, the default one first; none means the connection's current one. */
  Optional<List<String>> schemas();

  /** The name of Flyway's history table. */
  @WithDefault("flyway_schema_history")
  String historyTable();

  /** What {@code ${name}} in a script stands for. */
  Map<String, String> placeholders();

  /** Whether a version lower than the current one may still be applied. */
  @WithDefault("false")
  boolean outOfOrder();

  /** What the database is held against: auto, contract, migrations or recorded. */
  @WithDefault("auto")
  String expectation();

  /** The contract the database is held against: a file, or {@code classpath:} and a path. */
  Optional<String> contract();

  /** Rules for differences that are nobody's concern: a file, or {@code classpath:} and a path. */
  Optional<String> ignore();

  /** The schema, for Waymark alone, in which it keeps what it must remember. */
  @WithDefault("waymark")
  String ownSchema();

  /** The namespaces that are verified; none means Flyway's schemas, {@code *} means all. */
  Optional<List<String>> namespaces();

  /** Findings that are not asked for, as {@code code: reason; code: reason}. */
  Optional<String> findingsOff();
}
