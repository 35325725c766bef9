package dev.waymark.schema.sql;

import dev.waymark.schema.AccessMethod;
import dev.waymark.schema.Cast;
import dev.waymark.schema.Extension;
import dev.waymark.schema.Kind;
import dev.waymark.schema.Language;
import dev.waymark.schema.Namespace;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Transform;
import java.util.Locale;

/** What belongs to the database as a whole. */
final class DatabaseSql {
  private static final String PUBLIC = "public";

  private DatabaseSql() {}

  static Pieces namespace(Namespace namespace, Pieces pieces, Spelling spelling) {
    String name = "SCHEMA " + spelling.name(namespace.name());
    // An empty database has it.
    boolean exists = namespace.name().equals(PUBLIC);
    if (exists) {
      // The installation's own owner is not read; it may be that of another version.
      Said.owner(name, spelling.text(pieces.object(), "OWNER"), pieces, spelling);
    } else {
      pieces.add(
          "CREATE "
              + name
              + (spelling.roles().owners()
                  ? " AUTHORIZATION " + spelling.role(namespace.owner())
                  : "")
              + ";");
    }
    Said.comment(name, namespace.comment(), pieces);
    if (exists) {
      GrantSql.anew("SCHEMA public", namespace.owner(), namespace.grants(), pieces, spelling);
    } else {
      GrantSql.on(name, namespace.owner(), false, namespace.grants(), pieces, spelling);
    }
    return pieces;
  }

  static Pieces extension(Extension extension, Pieces pieces, Spelling spelling) {
    String schema = spelling.text(pieces.object(), "SCHEMA");
    String version = spelling.text(pieces.object(), "VERSION");
    String comment = spelling.text(pieces.object(), "COMMENT");
    if (extension.name().equals("plpgsql")
        && "pg_catalog".equals(schema)
        && version == null
        && comment == null) {
      // An empty database has it.
      return pieces;
    }
    var home = new ObjectId(Kind.NAMESPACE, null, null, extension.installedIn());
    if (schema != null
        && !schema.equals(PUBLIC)
        && !schema.equals("pg_catalog")
        && spelling.schema().find(home).isEmpty()) {
      pieces.add("CREATE SCHEMA IF NOT EXISTS " + schema + ";");
    }
    pieces.add(
        "CREATE EXTENSION IF NOT EXISTS "
            + spelling.name(extension.name())
            + (schema == null ? "" : " WITH SCHEMA " + schema)
            + (version == null ? "" : " VERSION " + Spelling.literal(version))
            + ";");
    return comment == null ? pieces : pieces.add(comment);
  }

  static Pieces language(Language language, Pieces pieces, Spelling spelling) {
    String name = "LANGUAGE " + spelling.name(language.name());
    pieces.add(
        "CREATE "
            + (language.trusted() ? "TRUSTED " : "")
            + name
            + " HANDLER "
            + language.handler()
            + (language.inlineHandler() == null ? "" : " INLINE " + language.inlineHandler())
            + (language.validator() == null ? "" : " VALIDATOR " + language.validator())
            + ";");
    return Said.ofUsable(
        name, name, language.owner(), language.comment(), language.grants(), pieces, spelling);
  }

  static Pieces cast(Cast cast, Pieces pieces, Spelling spelling) {
    String name = "CAST (" + cast.name() + ")";
    String how =
        switch (cast.method()) {
          case "binary" -> " WITHOUT FUNCTION";
          case "inout" -> " WITH INOUT";
          default -> " WITH FUNCTION " + cast.function();
        };
    String when =
        cast.context().equals("explicit") ? "" : " AS " + cast.context().toUpperCase(Locale.ROOT);
    pieces.add("CREATE " + name + how + when + ";");
    return Said.comment(name, cast.comment(), pieces);
  }

  static Pieces transform(Transform transform, Pieces pieces, Spelling spelling) {
    String name = "TRANSFORM FOR " + transform.name();
    String from =
        transform.fromSql() == null ? "" : "FROM SQL WITH FUNCTION " + transform.fromSql();
    String to = transform.toSql() == null ? "" : "TO SQL WITH FUNCTION " + transform.toSql();
    String both = from.isEmpty() || to.isEmpty() ? "" : ", ";
    pieces.add("CREATE " + name + " (" + from + both + to + ");");
    return Said.comment(name, transform.comment(), pieces);
  }

  static Pieces accessMethod(AccessMethod method, Pieces pieces, Spelling spelling) {
    String name = "ACCESS METHOD " + spelling.name(method.name());
    pieces.add(
        "CREATE "
            + name
            + " TYPE "
            + method.type().toUpperCase(Locale.ROOT)
            + " HANDLER "
            + method.handler()
            + ";");
    return Said.comment(name, method.comment(), pieces);
  }
}
