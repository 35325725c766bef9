package dev.waymark.verification.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.schema.Kind;
import dev.waymark.schema.SchemaObject;
import java.net.URI;
import java.util.Comparator;
import java.util.Objects;

/**
 * Something wrong with one object, whatever was expected of it. Findings sort by severity (the
 * worst first), code, object and column.
 *
 * @param code which rule says so; stable
 * @param severity how much it matters
 * @param kind what the object is
 * @param namespace null for what belongs to the whole database
 * @param table the relation the object is bound to; null if it stands alone
 * @param name the object's own name
 * @param column the column of a table; null when it is not about one
 * @param detail what is wrong
 * @param hint what to do about it, and what to think of first
 * @param sql the statements that mend it, each ended by a semicolon, on a line of its own; null
 *     when none can be named without knowing what was meant
 * @param documentation the page of the PostgreSQL manual that proves it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
    String code,
    Severity severity,
    Kind kind,
    String namespace,
    String table,
    String name,
    String column,
    String detail,
    String hint,
    String sql,
    URI documentation)
    implements Comparable<Finding> {

  private static final Comparator<String> ABSENT_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::code)
          .thenComparing(Finding::kind)
          .thenComparing(Finding::namespace, ABSENT_FIRST)
          .thenComparing(Finding::table, ABSENT_FIRST)
          .thenComparing(Finding::name)
          .thenComparing(Finding::column, ABSENT_FIRST)
          .thenComparing(Finding::detail);

  public Finding {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(documentation, "documentation");
  }

  /** What the rule has to say about the object, or about one of its columns. */
  static Finding of(
      Rule rule, SchemaObject object, String column, String detail, String hint, String sql) {
    return new Finding(
        rule.code(),
        rule.severity(),
        object.kind(),
        object.namespace(),
        object.table(),
        object.name(),
        column,
        detail,
        hint,
        sql,
        rule.documentation());
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}
