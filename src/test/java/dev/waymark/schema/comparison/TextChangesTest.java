package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TextChangesTest {
  private static final String COLLATION = "CREATE COLLATION c (LOCALE = 'C')";
  private static final String CONVERSION =
      "CREATE CONVERSION v FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8";
  private static final String DICTIONARY =
      "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = snowball, LANGUAGE = english)";
  private static final String CONFIGURATION =
      "CREATE TEXT SEARCH CONFIGURATION t (PARSER = pg_catalog.default);"
          + " ALTER TEXT SEARCH CONFIGURATION t ADD MAPPING FOR asciiword WITH simple";

  @TestFactory
  Stream<DynamicTest> collations() {
    return new Changes()
        .change("", COLLATION, "unexpected collation shop.c")
        .change(COLLATION, "DROP COLLATION c", "missing collation shop.c")
        .change(
            COLLATION, "ALTER COLLATION c RENAME TO e", "different collation shop.e: name c -> e")
        .change(
            COLLATION,
            "DROP COLLATION c; CREATE COLLATION c (LC_COLLATE = 'C', LC_CTYPE = 'POSIX')",
            "different collation shop.c: characterType nothing -> POSIX")
        .change(
            COLLATION,
            "ALTER COLLATION c OWNER TO pg_monitor",
            "different collation shop.c: owner postgres -> pg_monitor")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> conversions() {
    return new Changes()
        .change("", CONVERSION, "unexpected conversion shop.v")
        .change(
            CONVERSION,
            "DROP CONVERSION v; CREATE DEFAULT CONVERSION v FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
            "different conversion shop.v: default nothing -> true")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> textSearch() {
    return new Changes()
        .change("", DICTIONARY, "unexpected text search dictionary shop.d")
        .change(
            DICTIONARY,
            "ALTER TEXT SEARCH DICTIONARY d (StopWords = english)",
            "different text search dictionary shop.d: options language = 'english' -> language = 'english', stopwords = 'english'")
        .change("", CONFIGURATION, "unexpected text search configuration shop.t")
        .change(
            CONFIGURATION,
            "ALTER TEXT SEARCH CONFIGURATION t ADD MAPPING FOR word WITH english_stem, simple",
            "different text search configuration shop.t: mappings.word nothing -> {\"name\":\"word\",\"dictionaries\":[\"english_stem\",\"simple\"]}")
        .change(
            CONFIGURATION,
            "ALTER TEXT SEARCH CONFIGURATION t ALTER MAPPING FOR asciiword WITH english_stem",
            "different text search configuration shop.t: mappings.asciiword.dictionaries [\"simple\"] -> [\"english_stem\"]")
        .change(
            "",
            "CREATE TEXT SEARCH PARSER r (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype)",
            "unexpected text search parser shop.r")
        .change(
            "CREATE TEXT SEARCH TEMPLATE e (LEXIZE = dsimple_lexize)",
            "DROP TEXT SEARCH TEMPLATE e; CREATE TEXT SEARCH TEMPLATE e (INIT = dsimple_init, LEXIZE = dsimple_lexize)",
            "different text search template shop.e: init nothing -> dsimple_init")
        .tests();
  }
}
