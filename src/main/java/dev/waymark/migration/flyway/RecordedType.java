package dev.waymark.migration.flyway;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.extensibility.MigrationType;

/**
 * The type of a row that an edition of Flyway has written which has more types than the open one,
 * such as {@code STATE_SCRIPT}. The open one stops at such a row; what it means is in its name.
 */
final class RecordedType implements MigrationType {
  /** Flyway holds types against each other by identity. */
  private static final Map<String, RecordedType> KNOWN = new ConcurrentHashMap<>();

  private final String name;

  private RecordedType(String name) {
    this.name = name;
  }

  static RecordedType of(String name) {
    return KNOWN.computeIfAbsent(name, RecordedType::new);
  }

  /** Whether the open edition does not know a type as it stands in the history. */
  static boolean isUnknown(String type) {
    // What older ones wrote is translated.
    return !type.startsWith("SPRING_")
        && Arrays.stream(CoreMigrationType.values()).noneMatch(known -> known.name().equals(type));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isUndo() {
    return false;
  }

  @Override
  public boolean isBaseline() {
    return name.endsWith("_BASELINE");
  }

  @Override
  public boolean isSynthetic() {
    return false;
  }

  @Override
  public String toString() {
    return name;
  }
}
