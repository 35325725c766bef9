package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Expressions for values of any type, by number.
 *
 * @param known literals of types whose texts only PostgreSQL knows
 */
record TypeValues(Types types, Map<Typed, List<String>> known) {
  private static final int CHOICE = 5;

  /** A value; empty where none is known. */
  Optional<String> expression(Typed typed, int number) {
    Type type = types.of(typed);
    return switch (type.form()) {
      case ARRAY ->
          Optional.of(
              typed.cast(
                  expression(element(typed), number)
                      .map(element -> "ARRAY[" + element + "]")
                      .orElse("'{}'")));
      case COMPOSITE ->
          Optional.of(
              typed.cast(
                  type.fields().stream()
                      .map(field -> expression(field, number).orElse("NULL"))
                      .collect(Collectors.joining(", ", "ROW(", ")"))));
      case DOMAIN ->
          types.checks(typed).isEmpty()
              ? expression(types.base(typed), number)
              : Optional.of(chosen(typed));
      default -> literal(typed, number).map(text -> typed.cast(Sql.literal(text)));
    };
  }

  /** An array's elements, whose limits are the array's. */
  Typed element(Typed array) {
    Typed element = types.of(array).madeOf();
    return new Typed(element.type(), array.modifier(), element.printed());
  }

  /** The first value that a domain inside another type takes. */
  private String chosen(Typed domain) {
    List<String> candidates =
        new Candidates(this).of(types.base(domain), types.checks(domain), CHOICE);
    return IntStream.range(0, candidates.size())
        .mapToObj(index -> "(" + index + ", " + candidates.get(index) + ")")
        .collect(
            Collectors.joining(
                ", ",
                "(SELECT value FROM (VALUES ",
                ") AS d (\"#\", value) WHERE "
                    + types.checks(domain).stream()
                        .map(Check::holds)
                        .collect(Collectors.joining(" AND "))
                    + " ORDER BY \"#\" LIMIT 1)"));
  }

  /** The text of a value; empty where none is known. */
  private Optional<String> literal(Typed typed, int number) {
    Type type = types.of(typed);
    return switch (type.form()) {
      case SCALAR -> scalar(type, typed, number);
      case ENUM -> nth(type.labels(), number);
      case DOMAIN -> literal(types.base(typed), number);
      case RANGE -> Optional.of(range(type, number));
      case MULTIRANGE -> Optional.of("{" + range(type, number) + "}");
      case ARRAY, COMPOSITE, PSEUDO -> Optional.empty();
    };
  }

  private Optional<String> scalar(Type type, Typed typed, int number) {
    if (type.builtin()) {
      return ScalarLiterals.of(type.name(), typed.modifier(), number);
    }
    return type.text()
        ? Optional.of(String.valueOf(number))
        : nth(known.getOrDefault(typed, List.of()), number);
  }

  private static Optional<String> nth(List<String> texts, int number) {
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts.get((number - 1) % texts.size()));
  }

  /** From one value to the next, so that two do not overlap. */
  private String range(Type type, int number) {
    Optional<String> lower = literal(type.madeOf(), number);
    Optional<String> upper = literal(type.madeOf(), number + 1);
    return lower.isEmpty() || upper.isEmpty()
        ? "empty"
        : "[" + quoted(lower.get()) + "," + quoted(upper.get()) + ")";
  }

  private static String quoted(String bound) {
    return '"' + bound.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
