package dev.waymark.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Nothing that a caller wrote is dropped silently: no second field of a name, nothing behind. And
 * nothing is taken for something else: the version 1.10 is no number, and 1 is not true.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {
  private static final List<CoercionInputShape> SCALARS =
      List.of(
          CoercionInputShape.Integer,
          CoercionInputShape.Float,
          CoercionInputShape.Boolean,
          CoercionInputShape.String,
          CoercionInputShape.EmptyString);

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    for (CoercionInputShape other : SCALARS) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(other, CoercionAction.Fail);
      mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(other, CoercionAction.Fail);
    }
  }
}
