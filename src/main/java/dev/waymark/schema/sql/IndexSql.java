package dev.waymark.schema.sql;

import dev.waymark.schema.Index;
import dev.waymark.schema.Table;

/** An index; that of a constraint is made with the constraint. */
final class IndexSql {
  private static final String STATISTICS = "statistics ";

  private IndexSql() {}

  static Pieces write(Index index, Pieces pieces, Spelling spelling) {
    String name = spelling.name(index.namespace(), index.name());
    String table = spelling.name(index.namespace(), index.table());
    Table itsTable = spelling.table(table);
    pieces.in(
        itsTable != null && spelling.related(itsTable) || spelling.callsFunctions(pieces.object())
            ? Phase.KEYS
            : Phase.STRUCTURE);
    String alter = "ALTER INDEX " + name + " ";
    if (index.secondary()) {
      pieces.add(index.definition() + ";");
    } else if (!index.storageParameters().isEmpty()) {
      pieces.add(alter + "SET (" + spelling.parameters(index.storageParameters()) + ");");
    }
    if (index.tablespace() != null) {
      pieces.add(alter + "SET TABLESPACE " + spelling.name(index.tablespace()) + ";");
    }
    spelling
        .texts(pieces.object())
        .forEach(
            (said, target) -> {
              if (said.startsWith(STATISTICS)) {
                pieces.add(
                    alter
                        + "ALTER COLUMN "
                        + said.substring(STATISTICS.length())
                        + " SET STATISTICS "
                        + target
                        + ";");
              }
            });
    Said.dependsOnExtensions(pieces, spelling);
    Said.comment("INDEX " + name, index.comment(), pieces);
    if (index.partitionOf() != null) {
      pieces.later(
          "attach", "ALTER INDEX " + index.partitionOf() + " ATTACH PARTITION " + name + ";");
    }
    if (index.clustered()) {
      pieces.later("use", alterTable(table) + "CLUSTER ON " + spelling.name(index.name()) + ";");
    }
    if (index.replicaIdentity() && itsTable != null && itsTable.replicaIdentity().equals("index")) {
      pieces.later(
          "use",
          alterTable(table) + "REPLICA IDENTITY USING INDEX " + spelling.name(index.name()) + ";");
    }
    boolean partitioned = itsTable != null && itsTable.type().equals("partitioned");
    if (!partitioned && !(index.valid() && index.ready())) {
      pieces.without("that it is invalid", "what is made at once is valid");
    }
    return pieces;
  }

  private static String alterTable(String table) {
    return "ALTER TABLE " + table + " ";
  }
}
