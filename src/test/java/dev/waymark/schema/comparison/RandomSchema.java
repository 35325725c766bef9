package dev.waymark.schema.comparison;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A schema {@code shop} of a few objects of several kinds, another one each time. */
final class RandomSchema {
  private static final List<String> TYPES =
      List.of("integer", "text", "numeric(8,2)", "timestamptz", "boolean", "varchar(20)");

  private RandomSchema() {}

  static String of(Random random) {
    StringBuilder sql =
        new StringBuilder("DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop;");
    int tables = 8 + random.nextInt(6);
    for (int table = 0; table < tables; table++) {
      String columns =
          IntStream.range(0, 1 + random.nextInt(5))
              .mapToObj(
                  column ->
                      "c%d %s%s"
                          .formatted(
                              column,
                              TYPES.get(random.nextInt(TYPES.size())),
                              random.nextBoolean() ? " NOT NULL" : ""))
              .collect(Collectors.joining(", "));
      sql.append("CREATE TABLE shop.t%d (id int PRIMARY KEY, %s);".formatted(table, columns));
      sql.append("CREATE INDEX t%1$d_i ON shop.t%1$d (c0);".formatted(table));
      if (random.nextBoolean()) {
        sql.append("CREATE VIEW shop.v%1$d AS SELECT id, c0 FROM shop.t%1$d;".formatted(table));
      }
      if (random.nextBoolean()) {
        sql.append("CREATE TYPE shop.e%d AS ENUM ('a', 'b');".formatted(table));
        sql.append("CREATE DOMAIN shop.d%d AS int CHECK (VALUE > 0);".formatted(table));
      }
      if (random.nextBoolean()) {
        sql.append("CREATE SEQUENCE shop.s%d;".formatted(table));
      }
    }
    return sql.toString();
  }
}
