package dev.waymark.verification;

import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.schema.comparison.State;
import dev.waymark.verification.report.TrackingTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which part of a database is judged. */
public final class WatchedNamespaces {
  private WatchedNamespaces() {}

  /**
   * What the settings name, or else where unqualified names go on the connection; never the table
   * in which Flyway records what it applied, and never Waymark's own schema.
   */
  public static NamespaceFilter of(Connection connection, VerificationSettings settings)
      throws SQLException {
    return of(Watched.read(connection, settings), settings);
  }

  /** All namespaces, less the same. */
  public static NamespaceFilter all(Connection connection, VerificationSettings settings)
      throws SQLException {
    return own(NamespaceFilter.all(), Watched.read(connection, settings), settings);
  }

  static NamespaceFilter of(Watched watched, VerificationSettings settings) {
    List<String> namespaces =
        settings.namespaces().isEmpty()
            ? Stream.ofNullable(watched.currentSchema()).toList()
            : settings.namespaces();
    return own(
        NamespaceFilter.of(namespaces.isEmpty() ? List.of("public") : namespaces),
        watched,
        settings);
  }

  private static NamespaceFilter own(
      NamespaceFilter all, Watched watched, VerificationSettings settings) {
    NamespaceFilter filter = all.exceptNamespace(settings.ownSchema());
    TrackingTable tracking = watched.trackingTable();
    return tracking.namespace() == null
        ? filter
        : filter.exceptTable(tracking.namespace(), tracking.name());
  }

  /** Those of the named namespaces that were not found; in the order in which they are named. */
  static List<String> absent(VerificationSettings settings, Schema read) {
    return settings.namespaces().stream()
        .filter(name -> !name.equals("*") && !name.equals(settings.ownSchema()))
        .filter(name -> !read.namespaces().contains(name))
        .toList();
  }

  /** Those of what is expected and missing that are not watched; sorted. */
  static List<String> unwatched(
      VerificationSettings settings, Schema read, List<ObjectComparison> compared) {
    return settings.namespaces().contains("*")
        ? List.of()
        : compared.stream()
            .filter(object -> object.state() == State.MISSING)
            .map(object -> object.id().namespace())
            .filter(Objects::nonNull)
            .filter(name -> !read.namespaces().contains(name))
            .filter(name -> !settings.namespaces().contains(name))
            .distinct()
            .sorted()
            .toList();
  }
}
