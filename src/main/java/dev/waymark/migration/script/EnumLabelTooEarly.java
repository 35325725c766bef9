package dev.waymark.migration.script;

import dev.waymark.migration.script.EnumUses.Use;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_type_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;

/**
 * A label of an enum, used in the transaction that adds it: PostgreSQL refuses that unless the enum
 * is as new as the label. Only what the script itself proves is reported.
 */
final class EnumLabelTooEarly implements ScriptRule {
  @Override
  public Stream<Objection> check(ParsedScript script) {
    boolean adds = script.statements().stream().anyMatch(statement -> added(statement).isPresent());
    return adds && !script.isDeclaredOutside() ? new Reading().check(script) : Stream.empty();
  }

  private static Optional<Alter_type_statementContext> added(ParsedStatement statement) {
    // Asked by its tokens first, so that no script without it grows a tree for each INSERT.
    return EnumUses.mayAdd(statement.source())
        ? statement
            .tree()
            .map(StatementContext::schema_statement)
            .map(Schema_statementContext::schema_alter)
            .map(alter -> alter.alter_type_statement())
            .filter(type -> type.new_enum_value != null)
        : Optional.empty();
  }

  /** What is known at a point of the script. */
  private static final class Reading {
    private final Map<SqlName, Map<String, Integer>> labels = new HashMap<>();
    private final Set<String> ownTypes = new HashSet<>();
    private final KnownTables tables = new KnownTables();

    Stream<Objection> check(ParsedScript script) {
      Stream.Builder<Objection> objections = Stream.builder();
      for (ParsedStatement statement : script.statements()) {
        Optional<Alter_type_statementContext> adding = added(statement);
        if (adding.isPresent()) {
          remember(adding.get());
        } else if (statement.kind() == StatementKind.TRANSACTION_CONTROL) {
          // What is committed may be used.
          labels.clear();
        } else if (isOpaque(statement)) {
          // It may have made, renamed or dropped whatever is known.
          labels.clear();
          tables.clear();
        } else {
          StatementContext tree = statement.tree().orElseThrow();
          EnumUses.createdType(tree).ifPresent(this::forget);
          tables.learn(tree);
          use(tree).map(this::objection).ifPresent(objections::add);
        }
      }
      return objections.build();
    }

    private void remember(Alter_type_statementContext type) {
      SqlName name = SqlName.of(type.name);
      // With IF NOT EXISTS the label may be an old one.
      if (type.if_not_exists() == null && !ownTypes.contains(name.name())) {
        Literal.of(type.new_enum_value)
            .ifPresent(
                label ->
                    labels
                        .computeIfAbsent(name, none -> new HashMap<>())
                        .put(label, type.start.getLine()));
      }
    }

    private void forget(String type) {
      ownTypes.add(type);
      labels.keySet().removeIf(name -> name.name().equals(type));
    }

    private Optional<Use> use(StatementContext tree) {
      return labels.isEmpty() || EnumUses.isConditional(tree)
          ? Optional.empty()
          : EnumUses.in(tree, tables)
              .filter(use -> labels.getOrDefault(use.type(), Map.of()).containsKey(use.label()))
              .findFirst();
    }

    private Objection objection(Use use) {
      return new Objection(
          Objection.Code.ENUM_LABEL_TOO_EARLY,
          use.line(),
          "The label '%s' of %s is used in the transaction that adds it on line %d."
              .formatted(use.label(), use.type(), labels.get(use.type()).get(use.label())),
          "Leave here what comes up to ALTER TYPE %s ADD VALUE '%s'; and put what uses the label"
                  .formatted(use.type(), use.label().replace("'", "''"))
              + " into the next script.");
    }

    private static boolean isOpaque(ParsedStatement statement) {
      return statement.kind() == StatementKind.UNDECIDABLE
          || statement.command().equals("DO")
          || statement.tree().isEmpty()
          || statement.source().text().contains("search_path");
    }
  }
}
