package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OperatorChangesTest {
  private static final String OPERATOR =
      "CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq)";
  private static final String CLASS =
      "CREATE OPERATOR CLASS c FOR TYPE integer USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(integer)";
  private static final String MOOD = "CREATE TYPE mood AS ENUM ('sad', 'happy')";
  private static final String FUNCTION =
      "; CREATE FUNCTION f(mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'";
  private static final String TRANSFORM =
      "; CREATE FUNCTION f(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'lower'"
          + "; CREATE TRANSFORM FOR mood LANGUAGE sql (FROM SQL WITH FUNCTION f(internal))";

  @TestFactory
  Stream<DynamicTest> operators() {
    return new Changes()
        .change("", OPERATOR, "unexpected operator shop.===(integer, integer)")
        .change(
            OPERATOR,
            "DROP OPERATOR === (integer, integer)",
            "missing operator shop.===(integer, integer)")
        .change(
            OPERATOR,
            "CREATE OPERATOR !== (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4ne, NEGATOR = ===)",
            "unexpected operator shop.!==(integer, integer)",
            "different operator shop.===(integer, integer): negator nothing -> shop.!==(integer,integer)")
        .change(
            OPERATOR,
            "ALTER OPERATOR === (integer, integer) SET (RESTRICT = eqsel, JOIN = eqjoinsel)",
            "different operator shop.===(integer, integer): joinEstimator nothing -> eqjoinsel",
            "different operator shop.===(integer, integer): restrictionEstimator nothing -> eqsel")
        .change(
            "",
            "CREATE OPERATOR @@@ (RIGHTARG = integer, FUNCTION = int4abs)",
            "unexpected operator shop.@@@(NONE, integer)")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> classesAndFamilies() {
    return new Changes()
        .change(
            "",
            CLASS,
            "unexpected operator family shop.c USING hash",
            "unexpected operator class shop.c USING hash")
        .change(
            CLASS,
            "DROP OPERATOR CLASS c USING hash",
            "different operator family shop.c USING hash: functions [\"1 (integer, integer) hashint4(integer)\"] -> nothing",
            "different operator family shop.c USING hash: operators [\"1 =(integer,integer)\"] -> nothing",
            "missing operator class shop.c USING hash")
        .change(
            CLASS,
            "ALTER OPERATOR FAMILY c USING hash ADD OPERATOR 1 = (bigint, bigint)",
            "different operator family shop.c USING hash: operators [\"1 =(integer,integer)\"] -> [\"1 =(bigint,bigint)\",\"1 =(integer,integer)\"]")
        .change(
            CLASS,
            "COMMENT ON OPERATOR CLASS c USING hash IS 'd'",
            "different operator class shop.c USING hash: comment nothing -> d")
        .change(
            CLASS,
            "ALTER OPERATOR CLASS c USING hash OWNER TO pg_monitor",
            "different operator class shop.c USING hash: owner postgres -> pg_monitor")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> casts() {
    String cast = "; CREATE CAST (mood AS integer) WITH FUNCTION f(mood)";
    return new Changes()
        .change(
            MOOD + FUNCTION,
            "CREATE CAST (mood AS integer) WITH FUNCTION f(mood)",
            "unexpected cast shop.mood AS integer")
        .change(
            MOOD + FUNCTION + cast,
            "DROP CAST (mood AS integer)",
            "missing cast shop.mood AS integer")
        .change(
            MOOD + FUNCTION + cast,
            "DROP CAST (mood AS integer); CREATE CAST (mood AS integer) WITH INOUT AS ASSIGNMENT",
            "different cast shop.mood AS integer: context explicit -> assignment",
            "different cast shop.mood AS integer: function shop.f(shop.mood) -> nothing",
            "different cast shop.mood AS integer: method function -> inout")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> transforms() {
    return new Changes()
        .change(
            MOOD + TRANSFORM,
            "DROP TRANSFORM FOR mood LANGUAGE sql",
            "missing transform shop.mood LANGUAGE sql")
        .change(
            MOOD + TRANSFORM,
            "COMMENT ON TRANSFORM FOR mood LANGUAGE sql IS 'c'",
            "different transform shop.mood LANGUAGE sql: comment nothing -> c")
        .tests();
  }
}
