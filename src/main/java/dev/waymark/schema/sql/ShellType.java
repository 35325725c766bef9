package dev.waymark.schema.sql;

import dev.waymark.schema.Grant;
import java.util.List;
import java.util.Set;

/**
 * A type whose own functions take and give it: there is but its name until they are made, and what
 * is said of it comes with its definition.
 */
final class ShellType {
  private ShellType() {}

  static Pieces write(
      String name,
      String definition,
      String owner,
      String comment,
      List<Grant> grants,
      Pieces pieces,
      Spelling spelling) {
    pieces.add("CREATE TYPE " + name + ";");
    var late = new Pieces(pieces.object(), Set.of()).add(definition);
    Said.ofType(name, owner, comment, grants, late, spelling);
    late.pieces()
        .get(Pieces.ITSELF)
        .statements()
        .forEach(it -> pieces.later(Pieces.DEFINITION, it));
    return pieces;
  }
}
