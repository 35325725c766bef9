package dev.waymark.migration.rehearsal.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Numbers that the checks of a column may be about, as far as its type has them. */
final class NumberCandidates {
  private static final Map<String, BigDecimal> LARGEST =
      Map.of(
          "int2", BigDecimal.valueOf(Short.MAX_VALUE),
          "int4", BigDecimal.valueOf(Integer.MAX_VALUE),
          "int8", BigDecimal.valueOf(Long.MAX_VALUE),
          "float4", BigDecimal.valueOf(1e30),
          "float8", BigDecimal.valueOf(1e300),
          "money", BigDecimal.valueOf(1e15));

  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");

  private static final List<String> COMMON =
      List.of("0", "-1", "10", "100", "1000", "0.5", "0.25", "0.75", "-10", "-100", "1000000");

  private static final List<String> BESIDE =
      List.of("0", "1", "2", "3", "-1", "-2", "-3", "0.01", "-0.01");

  /** Of so many numbers, the multiples are tried above each other. */
  private static final int STEPS = 4;

  private static final int MULTIPLES = 3;
  private static final int MOST_DIGITS = 300;

  private NumberCandidates() {}

  static boolean has(String type) {
    return LARGEST.containsKey(type) || type.equals("numeric");
  }

  static List<String> of(String type, int modifier, PrintedLiterals literals) {
    BigDecimal largest = LARGEST.getOrDefault(type, largestNumeric(modifier));
    List<BigDecimal> named = List.copyOf(literals.numbers());
    return Stream.of(
            named.stream().flatMap(NumberCandidates::beside),
            multiples(named.stream().limit(STEPS).toList()),
            COMMON.stream().map(BigDecimal::new))
        .flatMap(it -> it)
        .map(it -> INTEGERS.contains(type) ? it.setScale(0, RoundingMode.FLOOR) : it)
        .filter(it -> it.abs().compareTo(largest) < 0)
        .map(BigDecimal::toPlainString)
        .distinct()
        .toList();
  }

  private static Stream<BigDecimal> beside(BigDecimal number) {
    return BESIDE.stream().map(it -> number.add(new BigDecimal(it)));
  }

  /** Above one number by a step that another may be. */
  private static Stream<BigDecimal> multiples(List<BigDecimal> numbers) {
    return numbers.stream()
        .flatMap(
            one ->
                numbers.stream()
                    .flatMap(step -> Stream.iterate(one.add(step), step::add).limit(MULTIPLES)));
  }

  private static BigDecimal largestNumeric(int modifier) {
    int digits = ScalarLiterals.digitsBeforePoint(modifier);
    return BigDecimal.ONE.scaleByPowerOfTen(Math.min(digits, MOST_DIGITS));
  }
}
