package dev.waymark.schema.sql;

import dev.waymark.schema.Collation;
import dev.waymark.schema.Conversion;
import java.util.ArrayList;

/** How texts are compared, and between which encodings they are converted. */
final class TextSql {
  private TextSql() {}

  static Pieces collation(Collation collation, Pieces pieces, Spelling spelling) {
    String name = spelling.name(collation.namespace(), collation.name());
    var parts = new ArrayList<String>();
    parts.add("provider = " + collation.provider());
    if (collation.characterType() != null) {
      parts.add("lc_collate = " + Spelling.literal(collation.locale()));
      parts.add("lc_ctype = " + Spelling.literal(collation.characterType()));
    } else if (collation.locale() != null) {
      parts.add("locale = " + Spelling.literal(collation.locale()));
    }
    if (collation.rules() != null) {
      parts.add("rules = " + Spelling.literal(collation.rules()));
    }
    if (!collation.deterministic()) {
      parts.add("deterministic = false");
    }
    pieces.add("CREATE COLLATION " + name + " (" + String.join(", ", parts) + ");");
    return Said.of("COLLATION " + name, collation.owner(), collation.comment(), pieces, spelling);
  }

  static Pieces conversion(Conversion conversion, Pieces pieces, Spelling spelling) {
    String name = spelling.name(conversion.namespace(), conversion.name());
    pieces.add(
        "CREATE "
            + (conversion.defaultForEncodings() ? "DEFAULT " : "")
            + "CONVERSION "
            + name
            + " FOR "
            + Spelling.literal(conversion.from())
            + " TO "
            + Spelling.literal(conversion.to())
            + " FROM "
            + conversion.function()
            + ";");
    return Said.of(
        "CONVERSION " + name, conversion.owner(), conversion.comment(), pieces, spelling);
  }
}
