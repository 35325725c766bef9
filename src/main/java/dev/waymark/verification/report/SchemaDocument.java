package dev.waymark.verification.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import java.io.IOException;

/** A schema and where it is from, written as JSON one object after the other. */
record SchemaDocument(Schema schema) implements JsonSerializable {
  @Override
  public void serialize(JsonGenerator generator, SerializerProvider serializers)
      throws IOException {
    generator.writeStartObject();
    generator.writeNumberField("format", schema.format());
    serializers.defaultSerializeField("server", schema.server(), generator);
    serializers.defaultSerializeField("watchedNamespaces", schema.namespaces(), generator);
    generator.writeStringField("fingerprint", schema.fingerprint());
    SchemaJson.write(generator, schema);
    generator.writeEndObject();
  }

  @Override
  public void serializeWithType(
      JsonGenerator generator, SerializerProvider serializers, TypeSerializer type)
      throws IOException {
    serialize(generator, serializers);
  }
}
