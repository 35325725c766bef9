package dev.waymark.schema.sql;

import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogQuotes;
import java.util.List;
import java.util.Map;

/**
 * A schema with all that its SQL takes.
 *
 * @param schema the objects
 * @param dependencies what needs what
 * @param outside what objects need that is not part of the schema, as PostgreSQL describes it
 * @param texts what a statement has to say and no comparison needs, by object and name
 * @param quotes knows which names need quotes
 */
public record WritableSchema(
    Schema schema,
    List<Dependency> dependencies,
    Map<ObjectId, String> outside,
    Map<ObjectId, Map<String, String>> texts,
    CatalogQuotes quotes) {

  /**
   * Its SQL.
   *
   * @param roles the names that take the place of others; none for that of the roles it has
   */
  public SchemaSql sql(Map<String, String> roles) {
    return SchemaSqlWriter.write(this, WrittenRoles.renamed(roles));
  }
}
