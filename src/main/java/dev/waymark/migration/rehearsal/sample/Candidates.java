package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values that are worth a try where checks decide: those of the type, what the literals in the
 * checks suggest, and what is often asked for. Each is an expression that PostgreSQL can evaluate,
 * whatever the checks say of it.
 */
record Candidates(TypeValues values) {
  /** Those of the type that come before what the literals suggest. */
  private static final int FIRST = 3;

  private static final int LONGEST_ARRAY = 20;
  private static final int LONGEST_BYTES = 300;

  private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar");

  /**
   * The candidates, those first that are most like rows without checks.
   *
   * @param typed no domain
   * @param checks what the literals are read of
   * @param count how many of the type there are to be
   */
  List<String> of(Typed typed, Collection<String> checks, int count) {
    PrintedLiterals literals = PrintedLiterals.of(checks);
    Type type = values.types().of(typed);
    Set<String> all = new LinkedHashSet<>(numbered(typed, 1, FIRST));
    literals.strings().stream()
        .filter(it -> it.isA(type.whole().printed()) && !TimeCandidates.has(type.name()))
        .forEach(it -> all.add(typed.cast(Sql.literal(it.text()))));
    all.addAll(suggested(typed, type, literals));
    all.addAll(numbered(typed, FIRST + 1, Math.max(count, type.labels().size())));
    return List.copyOf(all);
  }

  private List<String> numbered(Typed typed, int from, int to) {
    List<String> numbered = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      values.expression(typed, number).ifPresent(numbered::add);
    }
    return numbered;
  }

  private List<String> suggested(Typed typed, Type type, PrintedLiterals literals) {
    return switch (type.form()) {
      case ARRAY -> arrays(typed, literals);
      case RANGE -> cast(typed, List.of("empty", "(,)"));
      case MULTIRANGE -> cast(typed, List.of("{}", "{(,)}"));
      case SCALAR -> scalars(typed, type, literals);
      case ENUM, DOMAIN, COMPOSITE, PSEUDO -> List.of();
    };
  }

  private List<String> scalars(Typed typed, Type type, PrintedLiterals literals) {
    if (!type.builtin()) {
      return type.text() ? cast(typed, TextCandidates.of(literals)) : List.of();
    }
    if (TEXTS.contains(type.name())) {
      return cast(typed, TextCandidates.of(literals));
    }
    if (NumberCandidates.has(type.name())) {
      return cast(typed, NumberCandidates.of(type.name(), typed.modifier(), literals));
    }
    if (TimeCandidates.has(type.name())) {
      return TimeCandidates.of(typed, type.name(), literals);
    }
    return switch (type.name()) {
      case "bytea" -> cast(typed, bytes(literals));
      case "json", "jsonb" -> cast(typed, DocumentCandidates.of(literals));
      case "interval" -> cast(typed, List.of("0", "1 hour", "-1 day", "1 year"));
      case "time", "timetz" -> cast(typed, List.of("12:00:00+00", "23:59:59+00", "00:00:00+00"));
      // Of versions 1 and 7: those by number are of version 4.
      case "uuid" ->
          cast(
              typed,
              List.of(
                  "00000001-0000-1000-8000-000000000000",
                  "00000002-0000-1000-8000-000000000000",
                  "00000003-0000-1000-8000-000000000000",
                  "01800000-0000-7000-8000-000000000001",
                  "01800000-0000-7000-8000-000000000002",
                  "01800000-0000-7000-8000-000000000003"));
      case "inet" -> cast(typed, List.of("10.0.0.0/8", "::1"));
      default -> List.of();
    };
  }

  private static List<String> cast(Typed typed, Collection<String> literals) {
    return literals.stream().map(text -> typed.cast(Sql.literal(text))).toList();
  }

  private static List<String> bytes(PrintedLiterals literals) {
    return literals.numbers().stream()
        .filter(it -> it.signum() > 0 && it.compareTo(BigDecimal.valueOf(LONGEST_BYTES)) <= 0)
        .map(BigDecimal::intValue)
        .flatMap(length -> Stream.of("01", "02", "03").map(it -> "\\x" + it.repeat(length)))
        .toList();
  }

  /** None, one, and as many elements as there are numbers in the checks. */
  private List<String> arrays(Typed typed, PrintedLiterals literals) {
    Typed element = values.element(typed);
    List<String> elements = new ArrayList<>(numbered(element, 1, LONGEST_ARRAY));
    List<String> arrays = new ArrayList<>();
    if (TEXTS.contains(values.types().of(element).name())) {
      literals
          .strings()
          .forEach(it -> arrays.add(array(typed, List.of(element.cast(Sql.literal(it.text()))))));
    }
    literals.numbers().stream()
        .filter(it -> it.signum() > 0 && it.compareTo(BigDecimal.valueOf(elements.size())) <= 0)
        .forEach(it -> arrays.add(array(typed, elements.subList(0, it.intValue()))));
    arrays.add(array(typed, elements.subList(0, Math.min(2, elements.size()))));
    arrays.add(typed.cast("'{}'"));
    return arrays;
  }

  private static String array(Typed typed, List<String> elements) {
    return typed.cast("ARRAY[" + String.join(", ", elements) + "]");
  }
}
