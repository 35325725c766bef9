package dev.waymark.migration.rehearsal.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Literals of PostgreSQL's own types by number: different ones for different numbers, where a type
 * has so many, and of different types the same, so that a column can become another's.
 */
final class ScalarLiterals {
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);

  /** VARHDRSZ, which the modifiers of some types count. */
  private static final int HEADER = 4;

  private ScalarLiterals() {}

  static Optional<String> of(String type, int modifier, int number) {
    return Optional.ofNullable(
        switch (type) {
          case "bool" -> number % 2 == 1 ? "t" : "f";
          case "numeric" -> numeric(modifier, number);
          case "date" -> day(number);
          case "timestamp" -> day(number) + " 00:00:00";
          case "timestamptz" -> day(number) + " 00:00:00+00";
          case "time" -> time(number);
          case "timetz" -> time(number) + "+00";
          case "interval" -> number + " days";
          case "uuid" -> String.format("00000000-0000-4000-8000-%012d", number);
          // What asks for a key finds none, and nothing that it could not cast.
          case "json", "jsonb" -> "{}";
          case "jsonpath" -> "$.\"" + number + "\"";
          case "xml" -> "<a>" + number + "</a>";
          case "bytea" -> String.format("\\x%04x", number);
          case "bit" -> bits(number, modifier == Typed.UNLIMITED ? 1 : modifier);
          case "varbit" -> bits(number, modifier == Typed.UNLIMITED ? Integer.SIZE : modifier);
          case "inet" -> address(number);
          case "cidr" -> address(number) + "/32";
          case "macaddr" -> String.format("08:00:2b:00:%02x:%02x", number >> 8 & 255, number & 255);
          case "macaddr8" ->
              String.format("08:00:2b:00:00:00:%02x:%02x", number >> 8 & 255, number & 255);
          case "point" -> "(%1$d,%1$d)".formatted(number);
          case "line" -> "{%d,1,1}".formatted(number);
          case "lseg", "box" -> "(%1$d,%1$d),(%2$d,%2$d)".formatted(number, number + 1);
          case "path" -> "((0,0),(%1$d,%1$d))".formatted(number);
          case "polygon" -> "((0,0),(%1$d,0),(%1$d,%1$d))".formatted(number);
          case "circle" -> "<(0,0),%d>".formatted(number);
          case "pg_lsn" -> String.format("0/%X", number);
          case "tid" -> "(0,%d)".formatted(number);
          case "pg_snapshot", "txid_snapshot" -> "%d:%d:".formatted(number, number + 1);
          case "aclitem", "gtsvector", "pg_node_tree" -> null;
          default -> type.startsWith("pg_") ? null : String.valueOf(number);
        });
  }

  private static String day(int number) {
    return FIRST_DAY.plusDays(number - 1L).toString();
  }

  private static String time(int number) {
    return LocalTime.MIDNIGHT.plusMinutes(number).toString();
  }

  private static String address(int number) {
    return "10.0.%d.%d".formatted(number / 250, number % 250 + 1);
  }

  private static String bits(int number, int length) {
    String all = Integer.toBinaryString(number);
    if (all.length() > length) {
      return all.substring(all.length() - length);
    }
    return length < Integer.SIZE ? "0".repeat(length - all.length()) + all : all;
  }

  /** The least that all its digits can tell apart: 1.0, or 0.01 of a numeric(2, 2). */
  private static String numeric(int modifier, int number) {
    int before = digitsBeforePoint(modifier);
    if (modifier == Typed.UNLIMITED || (before > 0 && scale(modifier) >= 0)) {
      int most = (int) Math.pow(10, Math.min(before, 6));
      return String.valueOf(number < most ? number : number % most);
    }
    return BigDecimal.valueOf(number).scaleByPowerOfTen(-scale(modifier)).toPlainString();
  }

  /**
   * How many digits a numeric has before its point; negative where the first ones after it are 0.
   */
  static int digitsBeforePoint(int modifier) {
    return modifier == Typed.UNLIMITED
        ? Integer.MAX_VALUE
        : ((modifier - HEADER) >> 16 & 0xffff) - scale(modifier);
  }

  /** Since PostgreSQL 15 it has a sign. */
  private static int scale(int modifier) {
    return ((modifier - HEADER & 0x7ff) ^ 1024) - 1024;
  }
}
