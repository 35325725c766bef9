package dev.waymark.schema;

/**
 * An extension of the database. What it made is its own business.
 *
 * @param name as stored
 * @param version the installed version
 * @param installedIn the namespace that holds what it made
 * @param owner the role that owns it
 */
public record Extension(String name, String version, String installedIn, String owner)
    implements SchemaObject {

  @Override
  public Kind kind() {
    return Kind.EXTENSION;
  }
}
