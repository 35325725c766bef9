package dev.waymark.schema.sql;

import dev.waymark.schema.Grant;
import java.util.List;

/** What is said of an object of any kind once it is there. */
final class Said {
  private Said() {}

  /** The owner: {@code ALTER TYPE shop.mood OWNER TO …}. */
  static Pieces owner(String of, String owner, Pieces pieces, Spelling spelling) {
    return owner == null || !spelling.roles().owners()
        ? pieces
        : pieces.add("ALTER " + of + " OWNER TO " + spelling.role(owner) + ";");
  }

  /** The comment, if there is one: {@code COMMENT ON TYPE shop.mood IS …}. */
  static Pieces comment(String on, String comment, Pieces pieces) {
    return comment == null
        ? pieces
        : pieces.add("COMMENT ON " + on + " IS " + Spelling.literal(comment) + ";");
  }

  /** Extensions that it is dropped with: {@code ALTER FUNCTION … DEPENDS ON EXTENSION …}. */
  static void dependsOnExtensions(Pieces pieces, Spelling spelling) {
    String statements = spelling.text(pieces.object(), "DEPENDS");
    if (statements != null) {
      pieces.add(statements);
    }
  }

  /** Owner and comment, where both call the object the same. */
  static Pieces of(String object, String owner, String comment, Pieces pieces, Spelling spelling) {
    owner(object, owner, pieces, spelling);
    return comment(object, comment, pieces);
  }

  /** Owner, comment and grants of what everyone may use unless it is said otherwise. */
  static Pieces ofUsable(
      String object,
      String granted,
      String owner,
      String comment,
      List<Grant> grants,
      Pieces pieces,
      Spelling spelling) {
    of(object, owner, comment, pieces, spelling);
    GrantSql.on(granted, owner, true, grants, pieces, spelling);
    return pieces;
  }

  /** The same of a type of that name. */
  static Pieces ofType(
      String name,
      String owner,
      String comment,
      List<Grant> grants,
      Pieces pieces,
      Spelling spelling) {
    String type = "TYPE " + name;
    return ofUsable(type, type, owner, comment, grants, pieces, spelling);
  }
}
