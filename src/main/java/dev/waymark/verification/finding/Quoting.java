package dev.waymark.verification.finding;

import dev.waymark.database.Sql;
import dev.waymark.schema.SchemaObject;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Identifiers as {@code quote_ident} writes them on the server that was read, so that statements
 * can be run there and names be found in what the server printed.
 *
 * @param keywords those that the server quotes, which differ by version
 */
record Quoting(Set<String> keywords) {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /** One identifier. */
  String name(String name) {
    return PLAIN.matcher(name).matches() && !keywords.contains(name) ? name : Sql.identifier(name);
  }

  /** An identifier with its namespace. */
  String name(String namespace, String name) {
    return name(namespace) + "." + name(name);
  }

  /** The object's own name with its namespace. */
  String of(SchemaObject object) {
    return name(object.namespace(), object.name());
  }

  /** The table that the object is bound to. */
  String tableOf(SchemaObject object) {
    return name(object.namespace(), object.table());
  }

  /** Identifiers with commas between them. */
  String list(Collection<String> names) {
    return names.stream().map(this::name).collect(Collectors.joining(", "));
  }
}
