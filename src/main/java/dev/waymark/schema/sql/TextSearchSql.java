package dev.waymark.schema.sql;

import dev.waymark.schema.TextSearchConfiguration;
import dev.waymark.schema.TextSearchDictionary;
import dev.waymark.schema.TextSearchMapping;
import dev.waymark.schema.TextSearchParser;
import dev.waymark.schema.TextSearchTemplate;

/** What full text search is made of. */
final class TextSearchSql {
  private static final String CONFIGURATION = "TEXT SEARCH CONFIGURATION ";
  private static final String DICTIONARY = "TEXT SEARCH DICTIONARY ";

  private TextSearchSql() {}

  static Pieces configuration(
      TextSearchConfiguration configuration, Pieces pieces, Spelling spelling) {
    String name = CONFIGURATION + spelling.name(configuration.namespace(), configuration.name());
    pieces.add("CREATE " + name + " (PARSER = " + configuration.parser() + ");");
    for (TextSearchMapping mapping : configuration.mappings()) {
      pieces.add(
          "ALTER "
              + name
              + " ADD MAPPING FOR "
              + spelling.name(mapping.name())
              + " WITH "
              + String.join(", ", mapping.dictionaries())
              + ";");
    }
    return Said.of(name, configuration.owner(), configuration.comment(), pieces, spelling);
  }

  static Pieces dictionary(TextSearchDictionary dictionary, Pieces pieces, Spelling spelling) {
    String name = DICTIONARY + spelling.name(dictionary.namespace(), dictionary.name());
    String options = dictionary.options() == null ? "" : ", " + dictionary.options();
    pieces.add("CREATE " + name + " (TEMPLATE = " + dictionary.template() + options + ");");
    return Said.of(name, dictionary.owner(), dictionary.comment(), pieces, spelling);
  }

  static Pieces parser(TextSearchParser parser, Pieces pieces, Spelling spelling) {
    String name = "TEXT SEARCH PARSER " + spelling.name(parser.namespace(), parser.name());
    String headline = parser.headline() == null ? "" : ", HEADLINE = " + parser.headline();
    pieces.add(
        "CREATE "
            + name
            + " (START = "
            + parser.start()
            + ", GETTOKEN = "
            + parser.getToken()
            + ", END = "
            + parser.end()
            + ", LEXTYPES = "
            + parser.lexTypes()
            + headline
            + ");");
    return Said.comment(name, parser.comment(), pieces);
  }

  static Pieces template(TextSearchTemplate template, Pieces pieces, Spelling spelling) {
    String name = "TEXT SEARCH TEMPLATE " + spelling.name(template.namespace(), template.name());
    String init = template.init() == null ? "" : "INIT = " + template.init() + ", ";
    pieces.add("CREATE " + name + " (" + init + "LEXIZE = " + template.lexize() + ");");
    return Said.comment(name, template.comment(), pieces);
  }
}
