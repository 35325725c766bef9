package dev.waymark.schema.sql;

import dev.waymark.schema.ForeignDataWrapper;
import dev.waymark.schema.ForeignServer;
import dev.waymark.schema.UserMapping;

/** What stands for data of other servers. */
final class ForeignSql {
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
    int server = mapping.name().lastIndexOf(" SERVER ");
    String role = mapping.name().substring(0, server);
    return pieces
        .add(
            "CREATE USER MAPPING FOR "
                + spelling.role(role)
                + mapping.name().substring(server)
                + ";")
        .without("the options", "they hold secrets and are never read");
  }
}
