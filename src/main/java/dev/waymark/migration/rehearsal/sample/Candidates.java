package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values that are worth a try where checks decide: those of the type, what the literals in the
 * checks suggest, and what is often asked for. Each is an expression that PostgreSQL can evaluate,
 * whatever the checks say of it.
 */
record Candidates(TypeValues values) {
  /** Those of the type that come before what the literals suggest. */
  private static final int FIRST = 3;

  private static final int MOST_ADDED = 4;
  private static final int LONGEST_ARRAY = 20;
  private static final int LONGEST_BYTES = 300;

  private static final Map<String, BigDecimal> LARGEST =
      Map.of(
          "int2", BigDecimal.valueOf(Short.MAX_VALUE),
          "int4", BigDecimal.valueOf(Integer.MAX_VALUE),
          "int8", BigDecimal.valueOf(Long.MAX_VALUE),
          "float4", BigDecimal.valueOf(1e30),
          "float8", BigDecimal.valueOf(1e300),
          "money", BigDecimal.valueOf(1e15));

  private static final List<String> DAYS = List.of("0", "1 day", "2 days", "-1 day");
  private static final List<String> HOURS_AND_DAYS =
      List.of("0", "1 hour", "2 hours", "1 day", "2 days", "-1 day");

  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
  private static final Set<String> TIMES = Set.of("date", "timestamp", "timestamptz");
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
        .filter(it -> it.isA(type.whole().printed()) && !TIMES.contains(type.name()))
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
    if (LARGEST.containsKey(type.name()) || type.name().equals("numeric")) {
      return numbers(typed, type, literals);
    }
    if (TIMES.contains(type.name())) {
      return times(typed, literals);
    }
    return switch (type.name()) {
      case "bytea" -> cast(typed, bytes(literals));
      case "json", "jsonb" -> cast(typed, documents(literals));
      case "interval" -> cast(typed, List.of("0", "1 hour", "-1 day", "1 year"));
      case "time", "timetz" -> cast(typed, List.of("12:00:00+00", "23:59:59+00", "00:00:00+00"));
      case "inet" -> cast(typed, List.of("10.0.0.0/8", "::1"));
      default -> List.of();
    };
  }

  private static List<String> cast(Typed typed, Collection<String> literals) {
    return literals.stream().map(text -> typed.cast(Sql.literal(text))).toList();
  }

  private List<String> numbers(Typed typed, Type type, PrintedLiterals literals) {
    BigDecimal largest = LARGEST.getOrDefault(type.name(), largestNumeric(typed));
    return Stream.of(
            literals.numbers().stream().flatMap(Candidates::around),
            sums(List.copyOf(literals.numbers())),
            Stream.of(
                    "0", "-1", "10", "100", "1000", "0.5", "0.25", "0.75", "-10", "-100", "1000000")
                .map(BigDecimal::new))
        .flatMap(it -> it)
        .map(it -> INTEGERS.contains(type.name()) ? it.setScale(0, RoundingMode.FLOOR) : it)
        .filter(it -> it.abs().compareTo(largest) < 0)
        .map(it -> typed.cast(Sql.literal(it.toPlainString())))
        .distinct()
        .toList();
  }

  private static Stream<BigDecimal> around(BigDecimal number) {
    return Stream.of("0", "1", "2", "3", "-1", "-2", "-3", "0.01", "-0.01")
        .map(it -> number.add(new BigDecimal(it)));
  }

  /** Above one number by a step that another may be. */
  private static Stream<BigDecimal> sums(List<BigDecimal> numbers) {
    return numbers.stream()
        .limit(MOST_ADDED)
        .flatMap(
            one ->
                numbers.stream()
                    .limit(MOST_ADDED)
                    .flatMap(step -> Stream.iterate(one.add(step), step::add).limit(FIRST)));
  }

  private static BigDecimal largestNumeric(Typed typed) {
    int digits = ScalarLiterals.digitsBeforePoint(typed.modifier());
    return BigDecimal.ONE.scaleByPowerOfTen(Math.min(digits, LONGEST_BYTES));
  }

  /** A partition begins with its first literal, and ends before the next. */
  private static List<String> times(Typed typed, PrintedLiterals literals) {
    boolean days = typed.printed().equals("date");
    List<String> times = new ArrayList<>();
    literals.strings().stream()
        .map(PrintedLiterals.Quoted::text)
        .filter(
            it ->
                it.matches(
                    "\\d{4}-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:[+-]\\d\\d(?::\\d\\d)?)?)?"))
        .forEach(
            it -> {
              for (String later : days ? DAYS : HOURS_AND_DAYS) {
                times.add(
                    typed.cast(
                        "CAST(%s AS %s) OPERATOR(pg_catalog.+) CAST('%s' AS pg_catalog.interval)"
                            .formatted(
                                Sql.literal(it),
                                days ? "pg_catalog.timestamp" : typed.printed(),
                                later)));
              }
            });
    times.addAll(
        cast(
            typed,
            List.of("1900-01-01 00:00:00+00", "1990-01-01 00:00:00+00", "2100-01-01 00:00:00+00")));
    return times;
  }

  private static List<String> bytes(PrintedLiterals literals) {
    return literals.numbers().stream()
        .filter(it -> it.signum() > 0 && it.compareTo(BigDecimal.valueOf(LONGEST_BYTES)) <= 0)
        .map(BigDecimal::intValue)
        .flatMap(length -> Stream.of("01", "02", "03").map(it -> "\\x" + it.repeat(length)))
        .toList();
  }

  /** A document that has what the checks ask for, with a value of each kind. */
  private static List<String> documents(PrintedLiterals literals) {
    List<String> documents = new ArrayList<>(List.of("[]", "\"a\"", "1", "true", "null"));
    for (String value : List.of("\"1\"", "1", "true", "[]", "{}")) {
      documents.add(
          literals.strings().stream()
              .map(it -> string(it.text()) + ": " + value)
              .distinct()
              .collect(Collectors.joining(", ", "{", "}")));
    }
    literals.strings().forEach(it -> documents.add(string(it.text())));
    return documents;
  }

  private static String string(String text) {
    var string = new StringBuilder("\"");
    for (char character : text.toCharArray()) {
      if (character < ' ') {
        string.append(String.format("\\u%04x", (int) character));
      } else {
        string.append("\"\\".indexOf(character) >= 0 ? "\\" : "").append(character);
      }
    }
    return string.append('"').toString();
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
