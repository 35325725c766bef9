package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BaseTypeChangesTest {
  private static final String FUNCTIONS =
      """
      CREATE TYPE b;
      CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
      CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
      """;
  private static final String TYPE =
      FUNCTIONS
          + "CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, INTERNALLENGTH = 4, PASSEDBYVALUE);";

  @TestFactory
  Stream<DynamicTest> baseTypes() {
    return new Changes()
        .change(
            FUNCTIONS,
            "CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = integer, CATEGORY = 'N', DELIMITER = ';')",
            "unexpected base type shop.b")
        .change(
            TYPE,
            "DROP TYPE b CASCADE",
            "missing function shop.b_in(cstring)",
            "missing function shop.b_out(shop.b)",
            "missing base type shop.b")
        .change(
            TYPE,
            "ALTER TYPE b SET (ANALYZE = range_typanalyze)",
            "different base type shop.b: analyze nothing -> range_typanalyze")
        .change(
            TYPE,
            "REVOKE USAGE ON TYPE b FROM PUBLIC",
            "different base type shop.b: grants.PUBLIC nothing -> {\"grantee\":\"PUBLIC\"}")
        .tests();
  }
}
