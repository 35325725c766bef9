package dev.waymark.schema.sql;

import dev.waymark.schema.ForeignDataWrapper;
import dev.waymark.schema.ForeignServer;
import dev.waymark.schema.UserMapping;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for data of other servers. */
final class ForeignSql {
  /** Role and server; only the server is quoted, and either may hold the word. */
  private static final Pattern MAPPING =
      Pattern.compile("(.*) SERVER (\"(?:[^\"]|\"\")*\"|[^\\s\"]+)", Pattern.DOTALL);

  private ForeignSql() {}

  static Pieces wrapper(ForeignDataWrapper wrapper, Pieces pieces, Spelling spelling) {
    String name = "FOREIGN DATA WRAPPER " + spelling.name(wrapper.name());
    pieces.add(
        "CREATE "
            + name
            + (wrapper.handler() == null ? "" : " HANDLER " + wrapper.handler())
            + (wrapper.validator() == null ? "" : " VALIDATOR " + wrapper.validator())
            + spelling.options(wrapper.options(), "", "", pieces)
            + ";");
    Said.of(name, wrapper.owner(), wrapper.comment(), pieces, spelling);
    GrantSql.on(name, wrapper.owner(), false, wrapper.grants(), pieces, spelling);
    return pieces;
  }

  static Pieces server(ForeignServer server, Pieces pieces, Spelling spelling) {
    String name = "SERVER " + spelling.name(server.name());
    pieces.add(
        "CREATE "
            + name
            + (server.type() == null ? "" : " TYPE " + Spelling.literal(server.type()))
            + (server.version() == null ? "" : " VERSION " + Spelling.literal(server.version()))
            + " FOREIGN DATA WRAPPER "
            + spelling.name(server.wrapper())
            + spelling.options(server.options(), "", "", pieces)
            + ";");
    Said.of(name, server.owner(), server.comment(), pieces, spelling);
    GrantSql.on("FOREIGN " + name, server.owner(), false, server.grants(), pieces, spelling);
    return pieces;
  }

  static Pieces userMapping(UserMapping mapping, Pieces pieces, Spelling spelling) {
    Matcher parts = MAPPING.matcher(mapping.name());
    if (!parts.matches()) {
      throw new IllegalStateException("A user mapping has another name: " + mapping.name());
    }
    return pieces
        .add(
            "CREATE USER MAPPING FOR "
                + spelling.role(parts.group(1))
                + " SERVER "
                + parts.group(2)
                + ";")
        .without("the options", "they hold secrets and are never read");
  }
}
