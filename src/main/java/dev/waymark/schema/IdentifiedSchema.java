package dev.waymark.schema;

import java.io.IOException;
import java.util.Map;

/**
 * What was in a database at one moment, and what it was beneath its names: enough to say afterwards
 * what a run has changed. It can be written down and read back by another process.
 */
public final class IdentifiedSchema {
  private final Map<ObjectId, ObjectTree> objects;
  private final Identities identities;

  private IdentifiedSchema(Map<ObjectId, ObjectTree> objects, Identities identities) {
    this.objects = objects;
    this.identities = identities;
  }

  static IdentifiedSchema of(Schema schema, Identities identities) {
    return new IdentifiedSchema(schema.trees(), identities);
  }

  /**
   * What another process wrote down.
   *
   * @param objects its {@link #objectsText}
   * @param identities its {@link #identitiesText}
   * @throws InvalidExpectation if the first is not that
   * @throws IOException if one of them is no JSON
   */
  public static IdentifiedSchema fromText(String objects, String identities)
      throws InvalidExpectation, IOException {
    return new IdentifiedSchema(
        Expectation.fromText(objects).objects(), Identities.fromText(identities));
  }

  /** The objects as {@link SchemaJson#text(Schema)} writes them. */
  public String objectsText() {
    return Expectation.exactly(objects).text();
  }

  /** The identities as JSON. */
  public String identitiesText() {
    return identities.text();
  }

  /** Exactly these objects, as an expectation. */
  public Expectation expectation() {
    return Expectation.exactly(objects);
  }

  Map<ObjectId, ObjectTree> objects() {
    return objects;
  }

  Identities identities() {
    return identities;
  }
}
