package dev.waymark.schema.sql;

import dev.waymark.schema.Publication;
import dev.waymark.schema.PublishedTable;
import dev.waymark.schema.Subscription;
import java.util.ArrayList;
import java.util.List;

/** What logical replication offers and takes. */
final class ReplicationSql {
  private static final List<String> ALL = List.of("insert", "update", "delete", "truncate");

  private ReplicationSql() {}

  static Pieces publication(Publication publication, Pieces pieces, Spelling spelling) {
    pieces.in(Phase.REPLICATION);
    String name = "PUBLICATION " + spelling.name(publication.name());
    pieces.add("CREATE " + name + members(publication, spelling) + options(publication) + ";");
    return Said.of(name, publication.owner(), publication.comment(), pieces, spelling);
  }

  private static String members(Publication publication, Spelling spelling) {
    if (publication.allTables()) {
      return " FOR ALL TABLES";
    }
    var members = new ArrayList<String>();
    for (PublishedTable table : publication.tables()) {
      // Children are members of their own where they are published.
      members.add(
          (members.isEmpty() ? "TABLE ONLY " : "ONLY ")
              + table.name()
              + (table.columns().isEmpty() ? "" : " (" + spelling.names(table.columns()) + ")")
              + (table.where() == null ? "" : " WHERE " + Spelling.enclosed(table.where())));
    }
    for (String namespace : publication.namespaces()) {
      members.add("TABLES IN SCHEMA " + spelling.name(namespace));
    }
    return members.isEmpty() ? "" : " FOR " + String.join(",\n    ", members);
  }

  private static String options(Publication publication) {
    var options = new ArrayList<String>();
    if (!publication.operations().equals(ALL)) {
      options.add("publish = '" + String.join(", ", publication.operations()) + "'");
    }
    if (publication.viaRoot()) {
      options.add("publish_via_partition_root = true");
    }
    if (!publication.generatedColumns().equals("none")) {
      options.add("publish_generated_columns = " + publication.generatedColumns());
    }
    return options.isEmpty() ? "" : "\n    WITH (" + String.join(", ", options) + ")";
  }

  /** Where it takes its data from is never read: what would be written would take it elsewhere. */
  static Pieces subscription(Subscription subscription, Pieces pieces) {
    return pieces.without(null, "its connection holds secrets and is never read");
  }
}
