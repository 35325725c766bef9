package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RoutineChangesTest {
  @TestFactory
  Stream<DynamicTest> functions() {
    return new Changes()
        .change(
            "",
            "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "unexpected function shop.f(integer)")
        .change(
            "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "DROP FUNCTION f",
            "missing function shop.f(integer)")
        .change(
            "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "ALTER FUNCTION f RENAME TO h",
            "different function shop.h(integer): name f(integer) -> h(integer)")
        .change(
            "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f(a text) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "unexpected function shop.f(text)")
        .change(
            "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "ALTER FUNCTION f STABLE STRICT SECURITY DEFINER PARALLEL SAFE LEAKPROOF SET search_path = ''",
            "different function shop.f(integer): definition CREATE OR REPLACE FUNCTION shop.f(a integer)\n RETURNS integer\n LANGUAGE sql\nAS $function$SELECT 1$function$\n -> CREATE OR REPLACE FUNCTION shop.f(a integer)\n RETURNS integer\n LANGUAGE sql\n STABLE PARALLEL SAFE STRICT SECURITY DEFINER LEAKPROOF\n SET search_path TO ''\nAS $function$SELECT 1$function$\n",
            "different function shop.f(integer): leakproof nothing -> true",
            "different function shop.f(integer): parallel unsafe -> safe",
            "different function shop.f(integer): securityDefiner nothing -> true",
            "different function shop.f(integer): settings nothing -> [\"search_path=\\\"\\\"\"]",
            "different function shop.f(integer): strict nothing -> true",
            "different function shop.f(integer): volatility volatile -> stable")
        .change(
            "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "REVOKE EXECUTE ON FUNCTION f FROM PUBLIC",
            "different function shop.f(integer): grants.PUBLIC nothing -> {\"grantee\":\"PUBLIC\"}")
        .change(
            "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "ALTER FUNCTION f OWNER TO pg_monitor",
            "different function shop.f(integer): owner postgres -> pg_monitor")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> procedures() {
    return new Changes()
        .change(
            "",
            "CREATE PROCEDURE p(a integer) LANGUAGE sql AS 'SELECT 1'",
            "unexpected procedure shop.p(integer)")
        .change(
            "CREATE PROCEDURE p(a integer) LANGUAGE sql AS 'SELECT 1'",
            "DROP PROCEDURE p",
            "missing procedure shop.p(integer)")
        .change(
            "CREATE PROCEDURE p(a integer) LANGUAGE sql AS 'SELECT 1'",
            "COMMENT ON PROCEDURE p IS 'c'",
            "different procedure shop.p(integer): comment nothing -> c")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> aggregates() {
    return new Changes()
        .change(
            "",
            "CREATE AGGREGATE g(integer) (SFUNC = int4pl, STYPE = integer)",
            "unexpected aggregate shop.g(integer)")
        .change(
            "CREATE AGGREGATE g(integer) (SFUNC = int4pl, STYPE = integer)",
            "DROP AGGREGATE g(integer)",
            "missing aggregate shop.g(integer)")
        .change(
            "CREATE AGGREGATE g(integer) (SFUNC = int4pl, STYPE = integer)",
            "DROP AGGREGATE g(integer); CREATE AGGREGATE g(integer) (SFUNC = int4larger, STYPE = integer, INITCOND = '0', SORTOP = >, PARALLEL = SAFE)",
            "different aggregate shop.g(integer): initialCondition nothing -> 0",
            "different aggregate shop.g(integer): parallel unsafe -> safe",
            "different aggregate shop.g(integer): sortOperator nothing -> >(integer,integer)",
            "different aggregate shop.g(integer): transitionFunction int4pl -> int4larger")
        .tests();
  }
}
