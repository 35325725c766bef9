package dev.waymark.schema.sql;

import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.OwningColumn;
import dev.waymark.schema.Schema;
import dev.waymark.schema.Sequence;
import dev.waymark.schema.Table;
import dev.waymark.schema.catalog.CatalogQuotes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How names, texts and options are spelled, and what else is known while an object is written. */
final class Spelling {
  private static final String MASKED = "********";

  private static final Set<Kind> CODE = EnumSet.of(Kind.FUNCTION, Kind.OPERATOR);

  private final WritableSchema source;
  private final CatalogQuotes quotes;
  private final WrittenRoles roles;
  private final Map<String, Table> tables;
  private final Set<String> children;
  private final Map<OwningColumn, Sequence> identities;
  private final Set<ObjectId> callers;
  private final Map<ObjectId, Set<String>> apart;

  private Spelling(
      WritableSchema source,
      WrittenRoles roles,
      Map<String, Table> tables,
      Set<String> children,
      Map<OwningColumn, Sequence> identities,
      Set<ObjectId> callers,
      Map<ObjectId, Set<String>> apart) {
    this.source = source;
    this.quotes = source.quotes();
    this.roles = roles;
    this.tables = tables;
    this.children = children;
    this.identities = identities;
    this.callers = callers;
    this.apart = apart;
  }

  /**
   * @param roles what is written of them
   */
  static Spelling of(WritableSchema source, WrittenRoles roles) {
    var tables = new HashMap<String, Table>();
    var parents = new HashSet<String>();
    for (Table table : source.schema().all(Table.class)) {
      CatalogQuotes quotes = source.quotes();
      tables.put(quotes.around(table.namespace()) + "." + quotes.around(table.name()), table);
      parents.addAll(parents(table));
    }
    Set<ObjectId> callers =
        source.dependencies().stream()
            .filter(it -> CODE.contains(it.needed().kind()))
            .map(Dependency::object)
            .collect(Collectors.toSet());
    var identities = new HashMap<OwningColumn, Sequence>();
    for (Sequence sequence : source.schema().all(Sequence.class)) {
      if (sequence.identity()) {
        identities.put(sequence.ownedBy(), sequence);
      }
    }
    return new Spelling(source, roles, tables, parents, identities, callers, Map.of());
  }

  /**
   * The same, knowing which parts of which objects come later.
   *
   * @param apart by object
   */
  Spelling with(Map<ObjectId, Set<String>> apart) {
    return new Spelling(source, roles, tables, children, identities, callers, apart);
  }

  /** Whether that part of the object comes later than the object. */
  boolean isApart(ObjectId object, String part) {
    return apart.getOrDefault(object, Set.of()).contains(part);
  }

  /** Whether it calls functions of the schema: PostgreSQL may look into these to plan a scan. */
  boolean callsFunctions(ObjectId object) {
    return callers.contains(object);
  }

  Schema schema() {
    return source.schema();
  }

  String name(String name) {
    return quotes.around(name);
  }

  String name(String namespace, String name) {
    return quotes.around(namespace) + "." + quotes.around(name);
  }

  /** {@code PUBLIC} is the word for everyone, as the catalog queries write it. */
  String role(String role) {
    return role.equals("PUBLIC") ? role : quotes.around(roles.renamed().getOrDefault(role, role));
  }

  /** What is written of roles. */
  WrittenRoles roles() {
    return roles;
  }

  String names(List<String> names) {
    return names.stream().map(quotes::around).collect(Collectors.joining(", "));
  }

  /** As the server prints it, with an E only where there is a backslash. */
  static String literal(String text) {
    String quoted = "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
  }

  /** What a statement has to say of the object beside what is compared; null for nothing. */
  String text(ObjectId object, String name) {
    return texts(object).get(name);
  }

  Map<String, String> texts(ObjectId object) {
    return source.texts().getOrDefault(object, Map.of());
  }

  /** The tables that it is a partition or a child of, as the server prints their names. */
  static List<String> parents(Table table) {
    return table.partitionOf() == null ? table.inherits() : List.of(table.partitionOf());
  }

  /** The table of this printed name; null if it is not part of the schema. */
  Table table(String printed) {
    return tables.get(printed);
  }

  /** The sequence of an identity column; null if it is not part of the schema. */
  Sequence identity(Table table, String column) {
    return identities.get(new OwningColumn(table.namespace(), table.name(), column));
  }

  /** Whether it is partitioned or a partition, inherits or is inherited from. */
  boolean related(Table table) {
    return table.type().equals("partitioned")
        || !parents(table).isEmpty()
        || hasChildren(table.namespace(), table.name());
  }

  boolean hasChildren(String namespace, String table) {
    return children.contains(name(namespace, table));
  }

  /** {@code WITH} parameters such as {@code fillfactor=70}. */
  String parameters(List<String> parameters) {
    return parameters.stream()
        .map(
            parameter -> {
              int equals = parameter.indexOf('=');
              String value = parameter.substring(equals + 1);
              String key = parameterName(parameter.substring(0, equals));
              return key + "=" + (value.matches("-?[0-9.]+|[a-z_]+") ? value : literal(value));
            })
        .collect(Collectors.joining(", "));
  }

  /** That of a TOAST table has a point in it. */
  private String parameterName(String name) {
    return name.startsWith("toast.") ? "toast." + name(name.substring(6)) : name(name);
  }

  /**
   * {@code OPTIONS} of a foreign-data wrapper or of what it serves; empty without any. What is
   * masked is left out and named.
   *
   * @param word before each option: {@code ADD} where an object has been made; empty otherwise
   */
  String options(List<String> options, String word, String of, Pieces pieces) {
    String written =
        options.stream()
            .filter(option -> !option.endsWith("=" + MASKED))
            .map(
                option -> {
                  int equals = option.indexOf('=');
                  return word
                      + name(option.substring(0, equals))
                      + " "
                      + literal(option.substring(equals + 1));
                })
            .collect(Collectors.joining(", "));
    for (String option : options) {
      if (option.endsWith("=" + MASKED)) {
        String name = option.substring(0, option.indexOf('='));
        pieces.without(of + "option " + name, "secrets are never read");
      }
    }
    return written.isEmpty() ? "" : " OPTIONS (" + written + ")";
  }

  /** The expression in parentheses, unless all of it is in some already. */
  static String enclosed(String expression) {
    return isEnclosed(expression) ? expression : "(" + expression + ")";
  }

  private static boolean isEnclosed(String expression) {
    if (!expression.startsWith("(") || !expression.endsWith(")")) {
      return false;
    }
    int depth = 0;
    char quote = 0;
    for (int position = 0; position < expression.length(); position++) {
      char character = expression.charAt(position);
      if (quote != 0) {
        quote = character == quote ? 0 : quote;
      } else if (character == '\'' || character == '"') {
        quote = character;
      } else if (character == '\\' || character == '$') {
        // Strings with these have ends of their own: better one pair too many.
        return false;
      } else if (character == '(') {
        depth++;
      } else if (character == ')' && --depth == 0 && position < expression.length() - 1) {
        return false;
      }
    }
    return true;
  }
}
