package dev.waymark.migration.rehearsal.sample;

import java.util.List;

/**
 * A type, as far as values of it are concerned.
 *
 * @param whole itself, without limits
 * @param builtin whether it is PostgreSQL's own
 * @param required whether it is a domain without NULL
 * @param madeOf the type of an array's elements, a domain's values, a range's bounds
 * @param labels an enum's
 * @param checks a domain's own
 * @param fields a composite type's
 */
record Type(
    Typed whole,
    boolean builtin,
    String name,
    Form form,
    boolean text,
    boolean required,
    Typed madeOf,
    List<String> labels,
    List<String> checks,
    List<Typed> fields) {

  /** What values of a type look like. */
  enum Form {
    SCALAR,
    ARRAY,
    ENUM,
    DOMAIN,
    COMPOSITE,
    RANGE,
    MULTIRANGE,
    PSEUDO;

    static Form of(String code) {
      return switch (code) {
        case "b" -> SCALAR;
        case "a" -> ARRAY;
        case "e" -> ENUM;
        case "d" -> DOMAIN;
        case "c" -> COMPOSITE;
        case "r" -> RANGE;
        case "m" -> MULTIRANGE;
        default -> PSEUDO;
      };
    }
  }
}
